package org.attunet.experiments.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attunet.data.BadInput;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.dataset.Case;
import org.attunet.data.nifti.NiftiFiles;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.metric.Interval;
import org.attunet.eval.metric.Metric;
import org.attunet.eval.metric.PerCaseCsv;
import org.attunet.eval.metric.Scores;
import org.attunet.eval.metric.Statistic;
import org.attunet.eval.metric.SummaryJson;
import org.attunet.eval.report.EvaluationFolder;
import org.attunet.train.RunFolder;

/**
 * Where a model comes from, for whoever gets its file: what a run's folder says, without voxels, names of cases or paths. A file that
 * was exported carries it; of a run it is read from its folder.
 *
 * @param trained the day on which training began, {@code 2026-11-27}
 * @param program version of this program that trained it, with a hash of its classes
 * @param device what computed its training
 * @param data what it was trained on
 * @param scores of splits that it was evaluated on
 * @param settings the experiment, every setting, as YAML
 * @param owner what its owner says of it
 */
public record ModelCard(
        String trained, String program, String device, Data data, List<Score> scores, String settings, Owner owner) {
    private static final String ENTRY = "card.json";
    private static final long LONGEST = 8 << 20;
    /** Hexadecimal digits of a fingerprint: 64 bits. */
    private static final int DIGITS = 16;

    private static final int MOST_NAMED = 5;

    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** A card that was written by another program may lack parts. */
    public ModelCard {
        trained = Objects.requireNonNullElse(trained, "");
        program = Objects.requireNonNullElse(program, "");
        device = Objects.requireNonNullElse(device, "");
        data = Objects.requireNonNullElse(data, Data.UNKNOWN);
        scores = scores == null ? List.of() : List.copyOf(scores);
        settings = Objects.requireNonNullElse(settings, "");
        owner = Objects.requireNonNullElse(owner, Owner.NOBODY);
    }

    /**
     * The cases of a training.
     *
     * @param name what the dataset calls itself
     * @param train cases that were trained on
     * @param validation cases that chose the checkpoint
     * @param test cases that were kept back
     * @param fingerprints of the images of training and validation cases: the first 64 bits of the SHA-256 of their files
     * @param contents by which the same images are recognised when their files are others, see
     *     {@link org.attunet.data.fingerprint.Fingerprint}; none of a model of an earlier version
     */
    public record Data(
            String name, int train, int validation, int test, Set<String> fingerprints, Set<String> contents) {
        static final Data UNKNOWN = new Data("", 0, 0, 0, Set.of(), Set.of());

        /** As above. */
        public Data {
            name = Objects.requireNonNullElse(name, "");
            fingerprints = fingerprints == null ? Set.of() : new TreeSet<>(fingerprints);
            contents = contents == null ? Set.of() : new TreeSet<>(contents);
        }

        /** A warning where a model is to be scored on images that its training used. */
        public Optional<Finding> overlap(List<Case> cases) {
            List<String> used = fingerprints.isEmpty()
                    ? List.of()
                    : cases.parallelStream()
                            .filter(this::isTrainedOn)
                            .map(Case::id)
                            .toList();
            return Optional.of(used)
                    .filter(ids -> !ids.isEmpty())
                    .map(ids -> Finding.of(
                            BadInput.M7,
                            Severity.WARNING,
                            ids.size() + " of " + cases.size()
                                    + " cases are images that the model was trained on or chosen by ("
                                    + ids.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                                    + (ids.size() > MOST_NAMED ? ", …" : "")
                                    + "): scores on them say little about others"));
        }

        private boolean isTrainedOn(Case source) {
            return NiftiFiles.parts(source.image()).stream()
                    .map(Hashes::ofFile)
                    .anyMatch(hash -> fingerprints.contains(fingerprint(hash)));
        }
    }

    /**
     * A score on a split.
     *
     * @param split its name
     * @param metric the metric's column
     * @param mean over the cases
     * @param sd sample standard deviation
     * @param low lower end of the mean's 95 % interval
     * @param high its upper end
     * @param cases how many have the score
     */
    public record Score(String split, String metric, double mean, double sd, double low, double high, int cases) {
        static Score of(String split, Metric metric, List<Scores> rows) {
            double[] values = rows.stream()
                    .mapToDouble(row -> row.value(metric))
                    .filter(value -> !Double.isNaN(value))
                    .toArray();
            Statistic statistic = Statistic.of(values);
            Interval interval = Interval.ofMean(values);
            return new Score(
                    split,
                    metric.column(),
                    statistic.mean(),
                    statistic.sd(),
                    interval.low(),
                    interval.high(),
                    values.length);
        }
    }

    /**
     * What nobody but its owner knows.
     *
     * @param author who made it
     * @param licence under which it is given away
     * @param notes anything else
     */
    public record Owner(String author, String licence, String notes) {
        /** Says nothing. */
        public static final Owner NOBODY = new Owner("", "", "");

        /** As above. */
        public Owner {
            author = Objects.requireNonNullElse(author, "");
            licence = Objects.requireNonNullElse(licence, "");
            notes = Objects.requireNonNullElse(notes, "");
        }
    }

    /** The card of what somebody named: a run's, or that in a model's file. */
    public static Optional<ModelCard> of(ModelPath model) {
        return model.run().isPresent()
                ? model.provenance().map(from -> of(from, model.run().get(), Owner.NOBODY))
                : read(model.file());
    }

    /** The cases of its training alone, which is all that an evaluation asks for. */
    public static Optional<Data> dataOf(ModelPath model) {
        return model.run().isPresent()
                ? model.provenance().map(from -> data(from, model.run().get()))
                : read(model.file()).map(ModelCard::data);
    }

    /** The same of the folds of a cross-validation, or of a single model. */
    public static Optional<Data> dataOf(List<ModelPath> models) {
        return models.size() == 1
                ? dataOf(models.get(0))
                : Optional.of(ofAll(
                                models.stream()
                                        .map(model -> model.run().orElseThrow())
                                        .toList(),
                                Owner.NOBODY)
                        .data());
    }

    /** Of a run. */
    public static ModelCard of(RunFolder run, Owner owner) {
        return of(Provenance.read(run), run, owner);
    }

    /**
     * Of runs that make an ensemble, or of one. The first of several speaks for all, but for the cases: those that any member trained on or
     * was chosen by are the ensemble's. Folds of a cross-validation have their common scores, of which each case is by a member that did
     * not see it.
     */
    public static ModelCard ofAll(List<RunFolder> runs, Owner owner) {
        ModelCard first = of(runs.get(0), owner);
        if (runs.size() == 1) {
            return first;
        }
        Set<String> seen = new TreeSet<>();
        Set<String> all = new TreeSet<>();
        Set<String> fingerprints = new TreeSet<>();
        Set<String> contents = new TreeSet<>();
        for (RunFolder run : runs) {
            Provenance from = Provenance.read(run);
            Data data = data(from, run);
            fingerprints.addAll(data.fingerprints());
            contents.addAll(data.contents());
            seen.addAll(from.split().train());
            seen.addAll(from.split().validation());
            all.addAll(from.split().test());
        }
        all.removeAll(seen);
        Data data = new Data(first.data().name(), seen.size(), 0, all.size(), fingerprints, contents);
        return new ModelCard(
                first.trained(), first.program(), first.device(), data, common(runs), first.settings(), owner);
    }

    private static List<Score> common(List<RunFolder> runs) {
        RunFolder folder = new RunFolder(runs.get(0).path().toAbsolutePath().getParent());
        boolean areFolds = folder.folds().stream()
                .map(fold -> fold.path().toAbsolutePath().normalize())
                .toList()
                .equals(runs.stream()
                        .map(run -> run.path().toAbsolutePath().normalize())
                        .toList());
        return areFolds ? scores(new EvaluationFolder(folder.evaluation())) : List.of();
    }

    private static ModelCard of(Provenance from, RunFolder run, Owner owner) {
        return new ModelCard(
                from.started().replaceFirst("T.*", ""),
                from.code(),
                from.device(),
                data(from, run),
                scores(new EvaluationFolder(run.evaluation())),
                text(run.experiment()),
                owner);
    }

    private static Data data(Provenance from, RunFolder run) {
        Set<String> fingerprints = new TreeSet<>();
        Stream.of("train", "validation")
                .flatMap(part -> from.hashes(part).stream())
                .forEach(hash -> fingerprints.add(fingerprint(hash)));
        return new Data(
                from.dataset().name(),
                from.split().part("train").size(),
                from.split().part("validation").size(),
                from.split().part("test").size(),
                fingerprints,
                CaseFingerprints.read(run)
                        .map(texts -> new TreeSet<>(texts.values()))
                        .orElseGet(TreeSet::new));
    }

    private static String fingerprint(String hash) {
        return hash.substring(0, DIGITS);
    }

    private static List<Score> scores(EvaluationFolder evaluation) {
        if (!Files.exists(evaluation.perCase()) || !Files.exists(evaluation.summary())) {
            return List.of();
        }
        List<Scores> rows = PerCaseCsv.read(evaluation.perCase());
        String split = SummaryJson.read(evaluation.summary()).split();
        return Stream.of(Metric.DICE, Metric.PRECISION, Metric.RECALL, Metric.ASSD)
                .map(metric -> Score.of(split, metric, rows))
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new DataException(file + " cannot be read: " + FileFailure.reason(e), e);
        }
    }

    /** What a model's file says; nothing where it says nothing. */
    static Optional<ModelCard> read(Path model) {
        byte[] json = ModelFile.further(model, Map.of(ENTRY, LONGEST)).get(ENTRY);
        try {
            return json == null ? Optional.empty() : Optional.of(JSON.readValue(json, ModelCard.class));
        } catch (IOException e) {
            throw new DataException(ENTRY + " of " + model + " cannot be understood: " + FileFailure.reason(e), e);
        }
    }

    /** As an entry of a model's file. */
    public Map<String, byte[]> entry() {
        try {
            String json = JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
            return Map.of(ENTRY, json.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
