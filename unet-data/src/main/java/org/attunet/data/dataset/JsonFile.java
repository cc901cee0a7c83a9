package org.attunet.data.dataset;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.SmallFile;

/** Reads a JSON file that lies in a dataset and comes from anywhere. */
final class JsonFile {
    /** Room for the ids of some 100 000 cases. */
    private static final int MOST_BYTES = 16 << 20;

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY);

    private JsonFile() {}

    /**
     * The whole file, a key at most once in an object.
     *
     * @param what how messages call the file
     * @throws DataException where it is no JSON, too large or too deeply nested to be meant, or cannot be read
     */
    static JsonNode read(Path file, String what) {
        byte[] bytes = SmallFile.bytes(file, MOST_BYTES, wrong -> new DataException(what + " " + file + " " + wrong));
        try {
            return JSON.readTree(bytes);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            String where = place == null ? "" : "line " + place.getLineNr() + ": ";
            throw new DataException(what + " " + file + " is no JSON: " + where + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException(what + " " + file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }
}
