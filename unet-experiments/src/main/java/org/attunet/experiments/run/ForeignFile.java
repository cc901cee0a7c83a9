package org.attunet.experiments.run;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.attunet.data.DataException;
import org.attunet.data.FileKind;

/** Files given as models or weights that are of another kind altogether, refused by name. */
final class ForeignFile {
    /** What stands for, or is packed around, the file that is meant: here the way to that one helps. */
    private static final Set<FileKind> IN_ITS_PLACE = EnumSet.of(
            FileKind.LFS_POINTER,
            FileKind.ANNEX_POINTER,
            FileKind.APPLE_DOUBLE,
            FileKind.HTML,
            FileKind.GZIP,
            FileKind.BZIP2,
            FileKind.XZ,
            FileKind.ZSTD,
            FileKind.LZ4,
            FileKind.SEVEN_ZIP,
            FileKind.RAR);

    /** Models are zips, old checkpoints tars, and a JSON text may be the index of weights in parts: their readers say more. */
    private static final Set<FileKind> LEFT_TO_READERS = EnumSet.of(FileKind.ZIP, FileKind.TAR, FileKind.JSON);

    private ForeignFile() {}

    /**
     * Refuses a file that is none of {@code expected}.
     *
     * @throws DataException naming what it is
     */
    static void refuse(Path file, String expected) {
        FileKind.of(file).filter(kind -> !LEFT_TO_READERS.contains(kind)).ifPresent(kind -> {
            throw new DataException(file + ": expected " + expected + ", found " + kind.what() + ". "
                    + (IN_ITS_PLACE.contains(kind) ? kind.remedy() : "Check where the file comes from."));
        });
    }
}
