package org.attunet.experiments.bench.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.attunet.data.dataset.Case;
import org.attunet.data.dicom.MadeSeries;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.transform.PreprocessingSettings;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.eval.inference.InferenceSettings;
import org.attunet.eval.inference.Model;
import org.attunet.eval.inference.ModelFile;
import org.attunet.eval.inference.Progress;
import org.attunet.model.engine.Backend;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.weights.Tensor;

/**
 * What the tasks begin with, in a folder: made where it is not there yet, each file whole or not at all.
 *
 * @param folder of all of it
 * @param size of the tasks
 */
public record TaskInputs(Path folder, TaskSize size) {
    /** Voxels by which a prediction that is scored is beside its label. */
    private static final int MOVED = 3;

    private static final long SEED = 1;

    /** Makes what a task needs and the folder lacks. */
    public void make(Task task, Backend backend, Progress progress) throws IOException {
        switch (task) {
            case DICOM -> {
                model(backend);
                series();
            }
            case NIFTI -> {
                model(backend);
                image(scan(size.slices()), size.slices(), SEED);
            }
            case LONG -> {
                model(backend);
                image(scan(size.longSlices()), size.longSlices(), SEED);
            }
            case CHAIN, PATCHES -> each(cases(), progress, this::make);
            case SCORES -> each(pairs(), progress, this::make);
            default -> throw new IllegalArgumentException(task.toString());
        }
    }

    private interface Making {
        void make(Case one);
    }

    private static void each(List<Case> cases, Progress progress, Making making) {
        for (int n = 0; n < cases.size(); n++) {
            making.make(cases.get(n));
            progress.at(n + 1, cases.size());
        }
    }

    Path model() {
        return folder.resolve("model.zip");
    }

    Path seriesFolder() {
        return folder.resolve("series");
    }

    Path scan(int slices) {
        return folder.resolve("scan-" + slices * MadeScan.TIMES + ".nii.gz");
    }

    Path cache() {
        return folder.resolve("cache");
    }

    /** Scans with labels. */
    List<Case> cases() {
        return numbered(size.cases(), "scan");
    }

    /** Predictions, as images, with labels. */
    List<Case> pairs() {
        return numbered(size.pairs(), "prediction");
    }

    private List<Case> numbered(int count, String kind) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(n -> new Case(
                        String.valueOf(n),
                        folder.resolve(kind + "s").resolve(n + ".nii.gz"),
                        Optional.of(folder.resolve("labels").resolve(n + ".nii.gz"))))
                .toList();
    }

    private void make(Case one) {
        MadeScan made = MadeScan.of(size.edge(), size.slices(), Long.parseLong(one.id()));
        boolean scan = one.image().startsWith(folder.resolve("scans"));
        if (scan) {
            image(one.image(), size.slices(), Long.parseLong(one.id()));
        } else {
            mask(one.image(), () -> made.label(MOVED));
        }
        mask(one.label().orElseThrow(), () -> made.label(0));
    }

    private void image(Path file, int slices, long seed) {
        if (!Files.exists(file)) {
            create(file.getParent());
            NiftiWriter.write(MadeScan.of(size.edge(), slices, seed).image(), file);
        }
    }

    private static void mask(Path file, Supplier<Mask> made) {
        if (!Files.exists(file)) {
            create(file.getParent());
            NiftiWriter.write(made.get(), file);
        }
    }

    private static void create(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void series() throws IOException {
        if (!Files.exists(seriesFolder())) {
            Path unfinished = folder.resolve("series.part");
            MadeSeries.write(MadeScan.of(size.edge(), size.slices(), SEED).image(), unfinished);
            Files.move(unfinished, seriesFolder(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    /** Weights as they are drawn before a training: what is found is nothing, in the same time. */
    private void model(Backend backend) {
        if (Files.exists(model())) {
            return;
        }
        create(folder);
        NetworkSettings network = NetworkSettings.reference(1, 2, size.widths());
        Map<String, Tensor> weights = AttentionUNet.inference(network, backend).parameters().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> Tensor.of(entry.getValue())));
        Size window = Size.cube(size.window());
        ModelFile.write(
                new Model(
                        "made-up",
                        network,
                        preprocessing(),
                        InferenceSettings.of(window),
                        List.of("background", "pancreas"),
                        weights),
                model());
    }

    /** The reference's, with windows of this size. */
    PreprocessingSettings preprocessing() {
        return PreprocessingSettings.reference().withMinimum(Size.cube(size.window()));
    }
}
