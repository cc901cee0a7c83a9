package org.attunet.eval.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.Json;
import org.attunet.eval.metric.ErrorsByDistance;
import org.attunet.eval.metric.ErrorsByDistance.Band;
import org.attunet.eval.metric.Reliability;
import org.attunet.eval.metric.Reliability.Bin;

/**
 * What an evaluation has beyond scores: {@code details.json}, {@code {"errors_by_distance": [{"from_mm", "to_mm",
 * "missed_ml", "invented_ml"}], "reliability": {"expected_calibration_error", "missed", "bins": [{"voxels", "probability",
 * "organ"}]}, "uncalibrated": as reliability, "gates": ["gate1", …]}}.
 *
 * @param errors mean volume of errors per case, by distance to the organ's border
 * @param reliability of the probabilities, where there were any
 * @param uncalibrated the same of the network's own probabilities, where a temperature changed them
 * @param gates names of the attention gates whose maps are kept for the viewer; none where there are no maps
 */
record EvaluationDetails(
        ErrorsByDistance errors,
        Optional<Reliability> reliability,
        Optional<Reliability> uncalibrated,
        List<String> gates) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Nothing is known. */
    static final EvaluationDetails NONE =
            new EvaluationDetails(new ErrorsByDistance(List.of()), Optional.empty(), Optional.empty(), List.of());

    /** Keeps its own copy. */
    EvaluationDetails {
        gates = List.copyOf(gates);
    }

    private record Written(
            List<Band> errorsByDistance,
            @JsonInclude(Include.NON_NULL) Calibration reliability,
            @JsonInclude(Include.NON_NULL) Calibration uncalibrated,
            @JsonInclude(Include.NON_EMPTY) List<String> gates) {}

    private record Calibration(double expectedCalibrationError, long missed, List<Bin> bins) {}

    void write(Path file) {
        AtomicFile.write(
                file, Json.of(new Written(errors.bands(), written(reliability), written(uncalibrated), gates)) + "\n");
    }

    private static Calibration written(Optional<Reliability> reliability) {
        return reliability
                .map(found -> new Calibration(found.expectedCalibrationError(), found.missed(), found.bins()))
                .orElse(null);
    }

    /** Reads the file; nothing where there is none. */
    static EvaluationDetails read(Path file) {
        if (!Files.isRegularFile(file)) {
            return NONE;
        }
        try {
            JsonNode root = JSON.readTree(file.toFile());
            return new EvaluationDetails(
                    errors(root.path("errors_by_distance")),
                    reliability(root.path("reliability")),
                    reliability(root.path("uncalibrated")),
                    gates(root.path("gates")));
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + FileFailure.reason(e), e);
        }
    }

    private static ErrorsByDistance errors(JsonNode array) {
        List<Band> bands = new ArrayList<>();
        for (JsonNode node : array) {
            bands.add(new Band(
                    node.path("from_mm").asDouble(),
                    node.path("to_mm").asDouble(Double.POSITIVE_INFINITY),
                    node.path("missed_ml").asDouble(),
                    node.path("invented_ml").asDouble()));
        }
        return new ErrorsByDistance(bands);
    }

    private static List<String> gates(JsonNode array) {
        List<String> gates = new ArrayList<>();
        array.forEach(gate -> gates.add(gate.asText()));
        return gates;
    }

    private static Optional<Reliability> reliability(JsonNode node) {
        if (!node.isObject()) {
            return Optional.empty();
        }
        List<Bin> bins = new ArrayList<>();
        for (JsonNode bin : node.path("bins")) {
            bins.add(new Bin(
                    bin.path("voxels").asLong(),
                    bin.path("probability").asDouble(),
                    bin.path("organ").asLong()));
        }
        return Optional.of(new Reliability(bins, node.path("missed").asLong()));
    }
}
