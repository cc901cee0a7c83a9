package org.attunet.experiments.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.UnsupportedFileSystemException;
import org.apache.spark.deploy.SparkHadoopUtil;
import org.attunet.experiments.place.Place;
import org.attunet.experiments.place.RemoteFiles;
import org.attunet.experiments.settings.ConfigurationException;

/** Hadoop's file systems, with the settings of {@code core-site.xml} and {@code spark.hadoop.*}. */
public final class HadoopFiles implements RemoteFiles {
    /** For whoever looks for services. */
    public HadoopFiles() {}

    /** Something done with a file system. */
    @FunctionalInterface
    private interface Work<R> {
        R with(FileSystem files, Path path) throws IOException;
    }

    private static <R> R at(Place place, Work<R> work) {
        Path path = new Path(place.text());
        try {
            FileSystem files = path.getFileSystem(SparkHadoopUtil.get().conf());
            files.setWriteChecksum(false); // whose files would lie beside the masks
            return work.with(files, path);
        } catch (UnsupportedFileSystemException e) {
            throw unknown(place, e);
        } catch (FileNotFoundException e) {
            throw new UncheckedIOException((IOException) new NoSuchFileException(place.text()).initCause(e));
        } catch (IOException e) {
            throw new UncheckedIOException(new IOException(place + ": " + e.getMessage(), e));
        } catch (RuntimeException e) {
            if (e.getCause() instanceof ClassNotFoundException) {
                throw unknown(place, e);
            }
            throw e;
        }
    }

    private static ConfigurationException unknown(Place place, Exception e) {
        return new ConfigurationException(
                "nothing here knows the file system of " + place + " (" + e.getMessage() + "); add what does, such as"
                        + " spark-submit --packages org.apache.hadoop:hadoop-aws:VERSION for s3a",
                e);
    }

    @Override
    public boolean exists(Place place) {
        return at(place, FileSystem::exists);
    }

    @Override
    public List<Entry> list(Place place) {
        return at(place, (files, path) -> {
            boolean isFile = files.getFileStatus(path).isFile();
            List<Entry> entries = new ArrayList<>();
            for (FileStatus status : files.listStatus(path)) {
                Place one = isFile ? place : place.resolve(status.getPath().getName());
                String state = status.getLen() + " " + status.getModificationTime();
                entries.add(new Entry(one, status.isDirectory(), state));
            }
            entries.sort(Comparator.comparing(entry -> entry.place().name()));
            return entries;
        });
    }

    @Override
    public void fetch(Place from, java.nio.file.Path to) {
        at(from, (files, path) -> {
            files.copyToLocalFile(false, path, new Path(to.toUri()), true);
            return to;
        });
    }

    @Override
    public void deliver(java.nio.file.Path from, Place to) {
        at(to, (files, path) -> {
            Path unfinished = new Path(path.getParent(), ".writing-" + UUID.randomUUID());
            files.mkdirs(path.getParent());
            try {
                files.copyFromLocalFile(false, true, new Path(from.toUri()), unfinished);
                files.delete(path, false);
                if (!files.rename(unfinished, path)) {
                    throw new IOException("cannot be written");
                }
                return path;
            } finally {
                files.delete(unfinished, false);
            }
        });
    }
}
