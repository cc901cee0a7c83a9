package org.attunet.model.weights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Weights in several files with an index, as large language models are handed out: refused by name, since one part is no network. */
final class Shards {
    private static final Pattern PART = Pattern.compile("(?i).+-(\\d+)-of-(\\d+)\\.(safetensors|bin|pt|pth)");
    private static final Pattern INDEX = Pattern.compile("(?i).+\\.index\\.json");
    private static final Pattern WHOLE = Pattern.compile("(?i).+\\.(safetensors|bin|pt|pth|ckpt)");

    private Shards() {}

    /** @throws WeightsException if the file is a part or the index of several, or the folder holds such */
    static void refuse(Path source) {
        if (!Files.isDirectory(source)) {
            refuseFile(source);
            return;
        }
        List<Path> files = files(source);
        files.forEach(Shards::refuseFile);
        files.stream()
                .filter(file -> matches(WHOLE, file)
                        && files.stream().noneMatch(other -> other.toString().endsWith(".npy")))
                .findFirst()
                .ifPresent(file -> {
                    throw new WeightsException(
                            source + " is a folder without .npy files; name the file itself: " + file.getFileName());
                });
    }

    private static void refuseFile(Path file) {
        Matcher part = PART.matcher(file.getFileName().toString());
        boolean one = part.matches() && !part.group(2).matches("0*1");
        if (one || matches(INDEX, file)) {
            throw new WeightsException(
                    file + " is " + (one ? "part " + part.group(1) + " of " + part.group(2) : "the index")
                            + " of weights in several files, which are not read; expected all in one. Join them, in Python: put"
                            + " safetensors.torch.load_file(part) of every part into one dictionary and save_file that");
        }
    }

    private static boolean matches(Pattern name, Path file) {
        return name.matcher(file.getFileName().toString()).matches();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new WeightsException("cannot list " + folder + ": " + e.getMessage(), e);
        }
    }
}
