package org.attunet.experiments.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.attunet.experiments.settings.ConfigurationException;
import org.junit.jupiter.api.Test;

class PlaceTest {
    @Test
    void aSchemeOfTwoLettersOrMoreMakesAUriAndADriveOfWindowsDoesNot() {
        assertThat(new Place("s3a://bucket/scans").isRemote()).isTrue();
        assertThat(new Place("file:/scans").isRemote()).isTrue();
        assertThat(new Place("C:/scans").isRemote()).isFalse();
        assertThat(new Place("scans/of:today").isRemote()).isFalse();
        assertThat(new Place("scans/of:today").path()).isEqualTo(Path.of("scans/of:today"));
    }

    @Test
    void namesOfUrisAreThoseBehindTheirLastSlash() {
        Place folder = new Place("hdfs://host:9000/scans/");
        assertThat(folder.name()).isEqualTo("scans");
        assertThat(folder.resolve("a.nii.gz").text()).isEqualTo("hdfs://host:9000/scans/a.nii.gz");
        assertThat(folder.resolve("a.nii.gz").parent()).isEqualTo(folder);
    }

    @Test
    void aBuildThatReachesNoneSaysWhichDoes() {
        Place place = new Place("s3a://bucket/scans");
        assertThatThrownBy(() -> RemoteFiles.of(place))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("s3a://bucket/scans needs a build for Spark")
                .hasMessageContaining("UNET_PROFILES=spark ./unet");
    }
}
