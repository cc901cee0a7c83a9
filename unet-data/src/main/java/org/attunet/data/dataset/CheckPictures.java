package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Optional;
import org.attunet.data.DataException;
import org.attunet.data.FileName;
import org.attunet.data.volume.Mask;
import org.attunet.data.volume.Volume;

/** Pictures of suspicious cases. One that cannot be written, as beside a dataset that is read-only, takes no finding with it. */
final class CheckPictures {
    /** Draws nothing. */
    static final CheckPictures NONE = new CheckPictures(Optional.empty());

    private final Optional<Path> folder;
    private int lost;

    CheckPictures(Optional<Path> folder) {
        this.folder = folder;
    }

    /** Draws one case; {@code rival} is how its label was found to fit better. */
    void draw(String id, Volume image, Mask mask, Optional<Flip> rival) {
        if (folder.isEmpty()) {
            return;
        }
        try {
            CheckPicture.write(FileName.inside(folder.get(), id + ".png"), image, mask, rival);
        } catch (DataException e) {
            lose();
        }
    }

    private synchronized void lose() {
        lost++;
    }

    /** A sentence about what could not be written; nothing where all was. */
    synchronized Optional<String> lost() {
        return lost == 0
                ? Optional.empty()
                : Optional.of((lost == 1 ? "a picture" : lost + " pictures") + " could not be written to "
                        + folder.get() + "; --pictures DIR says where they go instead");
    }
}
