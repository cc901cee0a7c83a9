package org.attunet.data.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attunet.data.dataset.TinyDataset.holds;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.imageio.ImageIO;
import org.attunet.data.Severity;
import org.attunet.data.dataset.FlipCheck.Verdict;
import org.attunet.data.nifti.NiftiReader;
import org.attunet.data.nifti.NiftiWriter;
import org.attunet.data.phantom.Difficulty;
import org.attunet.data.phantom.Phantom;
import org.attunet.data.phantom.PhantomSettings;
import org.attunet.data.volume.Box;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Size;
import org.attunet.data.volume.Volume;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Row L4 of the list of bad inputs: content flipped under the same header. */
class FlippedLabelTest {
    @TempDir
    private Path folder;

    private static Mask flipped(Mask mask, Flip flip) {
        Size size = mask.size();
        byte[] labels = new byte[size.voxels()];
        for (int n = 0; n < labels.length; n++) {
            int i = n % size.x();
            int j = n / size.x() % size.y();
            int k = n / size.x() / size.y();
            labels[n] = (byte) mask.get(
                    flip.along(0) ? size.x() - 1 - i : i,
                    flip.along(1) ? size.y() - 1 - j : j,
                    flip.along(2) ? size.z() - 1 - k : k);
        }
        return new Mask(mask.geometry(), labels);
    }

    private static Optional<FlipCheck.Outcome> outcome(Volume image, Mask label) {
        Optional<Box> box = Optional.empty();
        for (int value = 1; value < 256; value++) {
            Box own = Box.around(label, value).orElse(null);
            box = own == null ? box : Optional.of(box.map(own::union).orElse(own));
        }
        return FlipCheck.run(image, label, box.orElseThrow());
    }

    /** The right label fits, and under each of the seven flips the flip itself is named as what would put it right. */
    private static void allEightAreTold(String name, Volume image, Mask label) {
        for (Flip flip : Flip.all()) {
            FlipCheck.Outcome outcome = outcome(image, flipped(label, flip)).orElseThrow();
            boolean right = flip.equals(Flip.NONE);
            assertThat(outcome.verdict())
                    .as(name + " " + flip + " " + outcome)
                    .isEqualTo(right ? Verdict.FITS : Verdict.MIRRORED);
            if (!right) {
                assertThat(outcome.rival()).as(name).isEqualTo(flip);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"EASY, 64", "MEDIUM, 64", "HARD, 64", "EASY, 32", "MEDIUM, 40", "HARD, 40"})
    void everyFlipOfEveryPhantomIsFoundAndNoneOfTheRightOnes(Difficulty difficulty, int edge) {
        PhantomSettings settings = PhantomSettings.cube(4, edge, 21, difficulty);
        for (int number = 1; number <= settings.cases(); number++) {
            Phantom phantom = Phantom.generate(settings, number);
            allEightAreTold(phantom.id(), phantom.image(), phantom.label());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24})
    void tooFewVoxelsNeverRaiseAFalseAlarm(int edge) {
        PhantomSettings settings = PhantomSettings.cube(20, edge, 21, Difficulty.HARD);
        for (int number = 1; number <= settings.cases(); number++) {
            Phantom phantom = Phantom.generate(settings, number);
            if (phantom.label().count(1) > 0) {
                assertThat(outcome(phantom.image(), phantom.label())
                                .orElseThrow()
                                .verdict())
                        .as(phantom.id())
                        .isNotEqualTo(Verdict.MIRRORED);
            }
        }
    }

    @Test
    void anImageThatTellsNothingLeavesItOpen() {
        float[] noise = new float[TinyDataset.SIZE.voxels()];
        Random random = new Random(3);
        for (int n = 0; n < noise.length; n++) {
            noise[n] = (float) random.nextGaussian();
        }
        Volume image = Volume.of(TinyDataset.GEOMETRY, noise);
        assertThat(outcome(image, TinyDataset.ball(1)).orElseThrow().verdict()).isNotEqualTo(Verdict.MIRRORED);
    }

    @Test
    void aLabelThatIsItsOwnMirrorImageIsNotInQuestion() {
        byte[] labels = new byte[TinyDataset.SIZE.voxels()];
        Arrays.fill(labels, (byte) 1);
        labels[0] = 0;
        assertThat(outcome(TinyDataset.ct("a"), new Mask(TinyDataset.GEOMETRY, labels)))
                .isEmpty();
    }

    @Test
    void theScaleOfTheValuesPlaysNoPart() {
        Phantom phantom = Phantom.generate(PhantomSettings.cube(1, 48, 5, Difficulty.MEDIUM), 1);
        float[] values = phantom.image().floats();
        for (int n = 0; n < values.length; n++) {
            values[n] = (values[n] + 1024) / 4095;
        }
        allEightAreTold("0 to 1", Volume.of(phantom.image().geometry(), values), phantom.label());
    }

    @Test
    void theCheckReportsItWithAPictureUnlessVerified() throws IOException {
        TinyDataset data = new TinyDataset(folder).with("a").with("b");
        data.withLabel("b", flipped(TinyDataset.ball(1), new Flip(2)));
        Path pictures = folder.resolve("pictures");
        CheckReport report = data.check(CheckSettings.DEFAULT.withPictures(pictures));
        holds(report, "b L4 ERROR");
        assertThat(report.lines().get(0)).contains("mirrored along axis 2").contains("dataset.yaml");
        assertThat(pictures.toFile().list()).containsExactly("b.png");
        BufferedImage picture = ImageIO.read(pictures.resolve("b.png").toFile());
        assertThat(picture.getWidth()).isEqualTo(3 * 320);
        assertThat(picture.getHeight()).isEqualTo(2 * 320);
        assertThat(blue(picture)).isGreaterThan(300);

        data.settings("verified: [b]\n");
        holds(data.check(), "b L4 WARNING");
    }

    private static int blue(BufferedImage picture) {
        int blue = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                int rgb = picture.getRGB(x, y);
                blue += (rgb & 0xff) > (rgb >> 16 & 0xff) + 50 ? 1 : 0;
            }
        }
        return blue;
    }

    @Test
    @EnabledIfSystemProperty(named = "attunet.data", matches = ".+")
    void noFalseAlarmOnPhantomsOfAnotherImplementationAndARealCt() throws IOException {
        Path root = Path.of(System.getProperty("attunet.data"));
        List<Path> images = new ArrayList<>();
        try (var files = Files.list(root.resolve("phantoms"))) {
            files.filter(file -> file.toString().endsWith("_image.nii.gz"))
                    .sorted()
                    .forEach(images::add);
        }
        assertThat(images).hasSize(24);
        for (Path image : images) {
            Path label = Path.of(image.toString().replace("_image", "_label"));
            allEightAreTold(image.toString(), NiftiReader.read(image).volume(), NiftiReader.readMask(label));
        }
        Volume ct = NiftiReader.read(root.resolve("real-ct/example_ct.nii.gz")).volume();
        for (String name : List.of("example_pancreas", "example_abdomen4", "example_totalseg_labels")) {
            Path label = root.resolve("real-ct/" + name + ".nii.gz");
            allEightAreTold(name, ct, NiftiReader.readMask(label));
        }
        Files.createDirectories(folder.resolve("images"));
        NiftiWriter.write(ct, folder.resolve("images/ct.nii.gz"));
        NiftiWriter.write(
                NiftiReader.readMask(root.resolve("real-ct/example_pancreas.nii.gz")),
                folder.resolve("labels/ct.nii.gz"));
        assertThat(DatasetCheck.run(folder, CheckSettings.DEFAULT, DatasetCheck.Progress.NONE)
                        .findings())
                .noneMatch(finding -> finding.severity() == Severity.ERROR);
    }
}
