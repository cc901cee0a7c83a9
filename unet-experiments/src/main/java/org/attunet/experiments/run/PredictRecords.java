package org.attunet.experiments.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.FileName;
import org.attunet.experiments.run.PredictTask.Predicted;

/**
 * What was found in scans that are done: a file each, written once the mask and whatever lies beside it are there.
 *
 * @param folder of a {@link PredictJournal}
 */
record PredictRecords(Path folder) {
    private static final ObjectMapper JSON = JsonMapper.builder().build();

    /** What was found in a scan; nothing of one that is not done. */
    Optional<Predicted> find(String id) {
        try {
            return Files.exists(file(id))
                    ? Optional.of(JSON.readValue(file(id).toFile(), Predicted.class))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // it is done again
        }
    }

    void keep(String id, Predicted predicted) {
        AtomicFile.write(file(id), out -> JSON.writeValue(out, predicted));
    }

    private Path file(String id) {
        return FileName.inside(folder, id + ".json");
    }
}
