package org.attunet.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.attunet.data.AtomicFile;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.FindingRow;
import org.attunet.data.dataset.Dataset;
import org.attunet.data.dataset.Split;
import org.attunet.data.nifti.NiftiFiles;
import org.attunet.experiments.CodeVersion;
import org.attunet.experiments.experiment.Experiment;
import org.attunet.experiments.experiment.Experiments;
import org.attunet.model.engine.Backend;
import org.attunet.train.RunFolder;

/**
 * {@code run.json}: where a run came from and how it ended.
 *
 * @param code version of this program, with a hash of its classes
 * @param experiment name of the experiment
 * @param scale the size of work
 * @param configuration SHA-256 of {@code experiment.yaml}
 * @param dataset name and folder
 * @param split which cases did what
 * @param inputs SHA-256 of every file of these cases, by path below the dataset's folder
 * @param findings what was put right or warned of in these files, and could be used all the same
 * @param seed of weights and patches
 * @param java version and maker of the virtual machine
 * @param system operating system and processors
 * @param backend what ND4J kept its arrays with
 * @param device what computed the network's steps, and in what it was validated where that is something else; empty in a record of an older version
 * @param started when, as {@code 2026-11-22T10:15:00Z}
 * @param outcome how it ended
 */
public record Provenance(
        String code,
        String experiment,
        String scale,
        String configuration,
        Source dataset,
        Split split,
        Map<String, String> inputs,
        List<FindingRow> findings,
        long seed,
        String java,
        String system,
        Nd4jEnvironment backend,
        String device,
        String started,
        Outcome outcome) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Keeps its own copy; runs of earlier versions noted no findings. */
    public Provenance {
        findings = findings == null ? List.of() : List.copyOf(findings);
        device = device == null ? "" : device;
    }

    /**
     * A dataset.
     *
     * @param name what it calls itself
     * @param folder absolute path
     * @param description SHA-256 of its {@code dataset.yaml}; empty where there is none, or in a record of an older version
     */
    public record Source(String name, String folder, String description) {
        private static final String DESCRIPTION = "dataset.yaml";

        /** Reads older records as well. */
        public Source {
            description = description == null ? "" : description;
        }

        static Source of(Dataset dataset) {
            Path folder = dataset.folder().toAbsolutePath().normalize();
            Path description = folder.resolve(DESCRIPTION);
            return new Source(
                    dataset.name(), folder.toString(), Files.exists(description) ? Hashes.ofFile(description) : "");
        }
    }

    /** Of a run that is about to begin; reads every input once. */
    static Provenance of(Experiment experiment, RunData data, Backend computing) {
        return new Provenance(
                CodeVersion.exact(),
                experiment.name(),
                experiment.scale().name().toLowerCase(Locale.ROOT),
                Hashes.ofText(Experiments.yaml(experiment)),
                Source.of(data.dataset()),
                data.split(),
                Hashes.ofInputs(data),
                data.findings().stream().map(FindingRow::of).toList(),
                experiment.training().seed(),
                Runtime.version() + " " + System.getProperty("java.vendor"),
                System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", "
                        + Runtime.getRuntime().availableProcessors() + " processors",
                Nd4jEnvironment.loaded(),
                device(computing, experiment),
                Instant.now().toString(),
                Outcome.begun());
    }

    private static String device(Backend computing, Experiment experiment) {
        String validated =
                computing.inferring(experiment.inference().precision()).numbers();
        return validated.equals(computing.numbers()) ? computing.toString() : computing + ", validated in " + validated;
    }

    /** The same for a run that is resumed: it began when it began. */
    Provenance resuming(Provenance before) {
        return with(before.started, outcome);
    }

    /** Whether it was made of these cases: the same parts of the same files, wherever they lie. Reads every input once. */
    public boolean isOf(RunData data) {
        return split.equals(data.split()) && changed(data).isEmpty();
    }

    /** Files of the dataset that are no longer what they were, by path below its folder. */
    List<String> changed(RunData data) {
        Map<String, String> now = Hashes.ofInputs(data);
        Set<String> files = new TreeSet<>(inputs.keySet());
        files.addAll(now.keySet());
        List<String> changed = new ArrayList<>(files);
        changed.removeIf(file -> Objects.equals(inputs.get(file), now.get(file)));
        if (!dataset.description().equals(Source.of(data.dataset()).description())) {
            changed.add(Source.DESCRIPTION);
        }
        return changed;
    }

    /** Hashes of the files of a part's cases: those that are named as they are, with or without the number of the first channel. */
    List<String> hashes(String part) {
        Set<String> names = new HashSet<>();
        for (String id : split.part(part)) {
            names.add(id);
            names.add(id + "_0000");
        }
        return inputs.entrySet().stream()
                .filter(input -> NiftiFiles.stem(Path.of(input.getKey()))
                        .map(stem -> Normalizer.normalize(stem, Normalizer.Form.NFC))
                        .filter(names::contains)
                        .isPresent())
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Whether this very code made it. */
    public boolean isOfThisCode() {
        return code.equals(CodeVersion.exact());
    }

    /** The same with another outcome. */
    Provenance with(Outcome other) {
        return with(started, other);
    }

    private Provenance with(String since, Outcome other) {
        return new Provenance(
                code,
                experiment,
                scale,
                configuration,
                dataset,
                split,
                inputs,
                findings,
                seed,
                java,
                system,
                backend,
                device,
                since,
                other);
    }

    /** Writes it into a run folder. */
    void write(RunFolder folder) {
        try {
            AtomicFile.write(
                    folder.provenance(), JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads it back. */
    public static Provenance read(RunFolder folder) {
        try {
            return JSON.readValue(folder.provenance().toFile(), Provenance.class);
        } catch (IOException e) {
            throw new DataException(folder.provenance() + " cannot be read: " + FileFailure.reason(e), e);
        }
    }
}
