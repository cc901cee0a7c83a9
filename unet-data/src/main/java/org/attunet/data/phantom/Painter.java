package org.attunet.data.phantom;

import java.util.List;
import java.util.stream.IntStream;
import org.attunet.data.shape.Cuboid;
import org.attunet.data.shape.SoftEdge;
import org.attunet.data.volume.Geometry;
import org.attunet.data.volume.Size;

/** Paints an abdomen on a grid, slice by slice; slices are independent, so threads change nothing. */
final class Painter {
    private static final double AIR = -1000;

    /** A layer with the box outside of which it leaves no trace. */
    private record Stroke(Layer layer, Cuboid reach) {}

    private final Geometry geometry;
    private final Deformation deformation;
    private final Abdomen abdomen;
    private final List<Stroke> strokes;
    private final Cuboid label;
    private final SoftEdge edge;

    Painter(Geometry geometry, Deformation deformation, Abdomen abdomen) {
        this.geometry = geometry;
        this.deformation = deformation;
        this.abdomen = abdomen;
        edge = SoftEdge.of(geometry.spacing().coarsest());
        strokes = abdomen.layers().stream()
                .map(layer -> new Stroke(layer, layer.shape().reach(edge.reach())))
                .toList();
        label = abdomen.pancreas().reach(0);
    }

    /** Fills {@code image} (HU) and {@code labels} (1 = pancreas); {@code grain} is the texture's noise at each voxel. */
    void paint(float[] grain, float[] image, byte[] labels) {
        IntStream.range(0, geometry.size().z()).parallel().forEach(k -> paintSlice(k, grain, image, labels));
    }

    private void paintSlice(int k, float[] grain, float[] image, byte[] labels) {
        Size size = geometry.size();
        double[] point = new double[3];
        for (int j = 0; j < size.y(); j++) {
            for (int i = 0; i < size.x(); i++) {
                int voxel = size.index(i, j, k);
                for (int axis = 0; axis < 3; axis++) {
                    int index = axis == 0 ? i : axis == 1 ? j : k;
                    point[axis] = geometry.affine().get(axis, axis) * index
                            + geometry.affine().get(axis, 3);
                }
                deformation.apply(point);
                image[voxel] = (float) hu(point[0], point[1], point[2], grain[voxel]);
                labels[voxel] = labelled(point[0], point[1], point[2]);
            }
        }
    }

    private double hu(double x, double y, double z, double grain) {
        double hu = AIR;
        for (Stroke stroke : strokes) {
            if (stroke.reach.contains(x, y, z)) {
                double occupancy = edge.share(stroke.layer.shape().distance(x, y, z));
                if (occupancy > 0) {
                    double cover = stroke.layer.strength() * occupancy;
                    hu += cover * (stroke.layer.tissue().hu(z, grain) - hu);
                }
            }
        }
        return hu;
    }

    private byte labelled(double x, double y, double z) {
        return (byte) (label.contains(x, y, z) && abdomen.labelled(x, y, z) ? 1 : 0);
    }
}
