package org.attunet.model.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.attunet.model.graph.AttentionUNet;
import org.attunet.model.kernel.Shape;
import org.attunet.model.loss.LossKind;
import org.attunet.model.loss.LossSettings;
import org.attunet.model.network.Activation;
import org.attunet.model.network.Gate;
import org.attunet.model.network.NetworkPlans;
import org.attunet.model.network.NetworkSettings;
import org.attunet.model.network.Norm;
import org.attunet.model.network.Plan;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.NoOp;

class NetworkPictureTest {
    static Stream<NetworkSettings> networks() {
        NetworkSettings baseline = NetworkSettings.reference(1, 2, List.of(64, 128, 256, 512));
        return Stream.of(
                baseline,
                baseline.withGate(Gate.CONV_MAPPING).withBlocks(Norm.INSTANCE, Activation.LEAKY_RELU, 0.2, true),
                NetworkSettings.paper(1, 2, List.of(16, 32, 64, 128, 256)));
    }

    private static Plan plan(NetworkSettings network) {
        return NetworkPlans.training(network, LossSettings.of(LossKind.DICE));
    }

    private static NetworkPicture picture(NetworkSettings network) {
        return new NetworkPicture(plan(network), new Shape(1, 1, 96, 96, 96));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void everyVertexIsThereWithItsClass(NetworkSettings network) {
        String texts = String.join("\n", picture(network).texts());
        AttentionUNet.trainingConfiguration(network, LossSettings.of(LossKind.DICE), new NoOp(), 1, DataType.FLOAT)
                .getVertices()
                .forEach((name, vertex) -> {
                    Object part = vertex instanceof LayerVertex layer
                            ? layer.getLayerConf().getLayer()
                            : vertex;
                    assertThat(texts.lines())
                            .as(name)
                            .anyMatch(line -> line.startsWith(name.replaceAll("\\..*", "") + " ")
                                    && line.contains(part.getClass().getSimpleName()));
                });
    }

    @Test
    void shapesAndPartsAreTheGraphs() {
        assertThat(picture(networks().toList().get(0)).texts())
                .contains("bottleneck 2 × conv 3³ · batch norm · ReLU ConvBlockLayer 512 × 12 × 12 × 12")
                .contains("gate1 map = σ(ψ ReLU(Wx + Wg)) AttentionGateVertex 1 × 96 × 96 × 96");
    }

    @ParameterizedTest
    @MethodSource("networks")
    void boxesDoNotOverlap(NetworkSettings network) {
        Layout layout = new Layout(plan(network), new Shape(1, 1, 96, 96, 96));
        Sheet sheet = new Sheet(layout.boxes().values(), pen());
        List<NodeBox> boxes = List.copyOf(layout.boxes().values());
        for (NodeBox a : boxes) {
            for (NodeBox b : boxes.subList(0, boxes.indexOf(a))) {
                assertThat(sheet.frame(a).intersects(sheet.frame(b)))
                        .as(a.name() + ", " + b.name())
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void linesStayOnThePaperAndPassNoBox(NetworkSettings network) {
        Layout layout = new Layout(plan(network), new Shape(1, 1, 96, 96, 96));
        Sheet sheet = new Sheet(layout.boxes().values(), pen());
        for (Routes.Route route : new Routes(layout, sheet).all()) {
            for (int n = 1; n < route.points().size(); n++) {
                Rectangle piece = new Rectangle(route.points().get(n - 1));
                piece.add(route.points().get(n));
                piece.grow(1, 1);
                assertThat(new Rectangle(sheet.width(), sheet.height()).contains(piece))
                        .isTrue();
                for (NodeBox box : layout.boxes().values()) {
                    Rectangle inside = new Rectangle(sheet.frame(box));
                    inside.grow(-2, -2);
                    assertThat(inside.intersects(piece)).as(box.name()).isFalse();
                }
            }
        }
    }

    private static Graphics2D pen() {
        return new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
    }

    @Test
    void itIsAPictureWithInk() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        picture(networks().toList().get(0)).write(out);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(out.toByteArray()));
        int[] pixels = image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        assertThat(java.util.Arrays.stream(pixels).distinct().count()).isGreaterThan(8);
    }
}
