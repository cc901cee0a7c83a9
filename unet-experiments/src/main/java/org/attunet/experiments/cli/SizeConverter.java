package org.attunet.experiments.cli;

import java.util.stream.Stream;
import org.attunet.data.volume.Size;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Voxels of a grid as they are typed: three lengths, or one for a cube. */
final class SizeConverter implements ITypeConverter<Size> {
    @Override
    public Size convert(String typed) {
        try {
            int[] lengths = Stream.of(typed.split(",", -1))
                    .map(String::strip)
                    .mapToInt(Integer::parseInt)
                    .toArray();
            if (lengths.length == 1) {
                return Size.cube(lengths[0]);
            }
            if (lengths.length == 3) {
                return Size.of(lengths);
            }
        } catch (NumberFormatException e) {
            // said below
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
        throw new TypeConversionException(
                "one length in voxels or three are expected, such as 64 or 160,134,102, found '" + typed + "'");
    }
}
