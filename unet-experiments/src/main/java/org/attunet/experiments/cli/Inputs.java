package org.attunet.experiments.cli;

import java.io.IOException;
import java.nio.file.AccessMode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attunet.data.DataException;
import org.attunet.data.FileFailure;
import org.attunet.data.dicom.DicomScan;

/** What is read must be there; said before anything is loaded. */
final class Inputs {
    private Inputs() {}

    /** The path, which must be there for this user to read. */
    static Path existing(Path path) {
        try {
            path.getFileSystem().provider().checkAccess(path, AccessMode.READ);
        } catch (IOException e) {
            throw new DataException(path + ": " + FileFailure.reason(e), e);
        }
        return path;
    }

    /** The path, which must be one file and no DICOM: where it is, the message says how it becomes NIfTI. */
    static Path nifti(Path path) {
        boolean folder = Files.isDirectory(existing(path));
        if (folder || DicomScan.isIn(path)) {
            Path series = folder || path.getParent() == null ? path : path.getParent();
            throw new DataException(path + ": a NIfTI file is expected, this is " + (folder ? "a folder" : "DICOM")
                    + "; a DICOM series becomes NIfTI by ./unet convert --in " + series + " --out ct.nii.gz");
        }
        return path;
    }

    /** The path, which must be a folder. */
    static Path folder(Path path) {
        if (!Files.isDirectory(existing(path))) {
            throw new DataException(path + ": a folder is expected, this is a file");
        }
        return path;
    }
}
