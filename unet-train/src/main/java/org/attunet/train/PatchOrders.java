package org.attunet.train;

import java.util.List;
import org.attunet.data.record.IntensityChange;
import org.attunet.data.record.PatchInterpolation;
import org.attunet.data.record.PatchNumbers;
import org.attunet.data.record.PatchRecipe;
import org.attunet.data.record.StoredCrop;
import org.attunet.data.volume.Size;
import org.attunet.model.kernel.PatchChange;
import org.attunet.model.kernel.PatchOrder;
import org.attunet.model.kernel.Shape;
import org.attunet.model.kernel.StoredVoxels;

/** From what a patch is drawn to be to what a network's computer is asked to make. */
final class PatchOrders {
    private PatchOrders() {}

    /** The patch from its voxels as they are stored; where something of it is done here alone, all of it is, and its voxels are as made. */
    static PatchOrder of(PatchRecipe recipe) {
        return recipe.numbers()
                .map(numbers -> order(recipe.crop(), recipe.size(), numbers))
                .orElseGet(() -> made(recipe));
    }

    /** The patch made here. */
    static PatchOrder made(PatchRecipe recipe) {
        return order(recipe.made(), recipe.size(), PatchNumbers.NOTHING);
    }

    private static PatchOrder order(StoredCrop crop, Size size, PatchNumbers numbers) {
        return new PatchOrder(
                new StoredVoxels(shape(crop.size()), crop.image(), crop.step(), crop.label()),
                shape(size),
                numbers.origin(),
                numbers.warp(),
                numbers.interpolation() == PatchInterpolation.NEAREST,
                numbers.flips(),
                changes(numbers.changes()));
    }

    private static Shape shape(Size size) {
        return new Shape(1, 1, size.x(), size.y(), size.z());
    }

    private static List<PatchChange> changes(List<IntensityChange> drawn) {
        return drawn.stream()
                .map(change -> new PatchChange(
                        PatchChange.Kind.valueOf(change.kind().name()), change.numbers(), change.seed()))
                .toList();
    }
}
