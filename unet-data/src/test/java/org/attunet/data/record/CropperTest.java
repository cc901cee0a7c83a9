package org.attunet.data.record;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CropperTest {
    /** Against MONAI 1.5.0's RandCropByPosNegLabel. */
    @Test
    void aCentreTooCloseToTheBorderMovesAsMonaisDoes() throws IOException {
        JsonNode cases = new ObjectMapper()
                .readTree(getClass().getResource("/transforms/crop_centers.json"))
                .get("cases");
        assertThat(cases).isNotEmpty();
        for (JsonNode golden : cases) {
            for (int axis = 0; axis < 3; axis++) {
                int start = Cropper.start(
                        golden.get("requested_center").get(axis).asInt(),
                        golden.get("roi").get(axis).asInt(),
                        golden.get("shape").get(axis).asInt());
                assertThat(start).isEqualTo(golden.get("start").get(axis).asInt());
                assertThat(start + golden.get("roi").get(axis).asInt())
                        .isEqualTo(golden.get("end").get(axis).asInt());
            }
        }
    }
}
