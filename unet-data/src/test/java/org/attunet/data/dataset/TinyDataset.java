package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.attunet.data.Finding;
import org.attunet.data.Severity;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.volume.Affine;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Spacing;
import org.attunet.data.volume.Volume;

/** A dataset folder of balls of soft tissue in fat, each beside the middle, with one thing wrong at a time. */
final class TinyDataset {
    static final Size SIZE = new Size(20, 22, 18);
    static final Spacing SPACING = new Spacing(2, 2, 3);
    static final Geometry GEOMETRY = new Geometry(SIZE, Affine.diagonal(SPACING, -20, 10, 30));

    private final Path folder;

    TinyDataset(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    Path image(String id) {
        return folder.resolve("images/" + id + ".nii");
    }

    Path label(String id) {
        return folder.resolve("labels/" + id + ".nii");
    }

    /** A case without fault. */
    TinyDataset with(String id) {
        NiftiWriter.write(ct(id), image(id));
        NiftiWriter.write(ball(1), label(id));
        return this;
    }

    TinyDataset withLabel(String id, Mask label) {
        NiftiWriter.write(label, label(id));
        return this;
    }

    TinyDataset withLabel(String id, Volume label) {
        NiftiWriter.write(label, label(id));
        return this;
    }

    /** dataset.yaml. */
    TinyDataset settings(String yaml) {
        return text("dataset.yaml", yaml);
    }

    TinyDataset text(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Changes the bytes of a little-endian NIfTI-1 file in place; offsets are those of nifti1.h. */
    static void edit(Path file, Consumer<ByteBuffer> change) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    CheckReport check(CheckSettings settings) {
        return DatasetCheck.run(folder, settings, DatasetCheck.Progress.NONE);
    }

    CheckReport check() {
        return check(CheckSettings.DEFAULT);
    }

    /** The findings are exactly these, each written as {@code case code severity}. */
    static void holds(CheckReport report, String... findings) {
        assertThat(report.findings())
                .as("%s", report.lines())
                .extracting(finding -> finding.caseId() + " " + finding.code() + " " + finding.severity())
                .containsExactly(findings);
    }

    static Finding only(CheckReport report, String code, Severity severity) {
        List<Finding> found = report.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
        assertThat(found).as("%s", report.lines()).hasSize(1);
        assertThat(found.get(0).severity()).isEqualTo(severity);
        return found.get(0);
    }

    /** Air in a corner, soft tissue in the ball, fat elsewhere, and noise that differs from case to case. */
    static Volume ct(String id) {
        Random noise = new Random(id.hashCode());
        Mask ball = ball(1);
        short[] hu = new short[SIZE.voxels()];
        for (int n = 0; n < hu.length; n++) {
            int base = n < SIZE.x() * SIZE.y() ? -1000 : ball.get(n) == 1 ? 60 : -100;
            hu[n] = (short) (base + 10 * noise.nextGaussian());
        }
        return Volume.of(GEOMETRY, hu);
    }

    /** The ball, with this label value. */
    static Mask ball(int value) {
        byte[] labels = new byte[SIZE.voxels()];
        for (int k = 0; k < SIZE.z(); k++) {
            for (int j = 0; j < SIZE.y(); j++) {
                for (int i = 0; i < SIZE.x(); i++) {
                    double x = i - 6;
                    double y = j - 13;
                    double z = (k - 11) * 1.5;
                    labels[SIZE.index(i, j, k)] = (byte) (x * x + y * y + z * z < 20 ? value : 0);
                }
            }
        }
        return new Mask(GEOMETRY, labels);
    }
}
