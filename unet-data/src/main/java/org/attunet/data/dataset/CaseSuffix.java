package org.attunet.data.dataset;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.attunet.data.DataException;

/** What programs add to a case's name: {@code case_1_0000}, {@code case_1_pred}, {@code case_1-seg}. */
final class CaseSuffix {
    /** A first channel, words, or both; a number alone may well be that of another case. */
    private static final Pattern SUFFIX = Pattern.compile("(_0000)?([_\\-. ]\\p{L}.*)?");

    private CaseSuffix() {}

    /**
     * Files by the case that each names; a file whose name no case begins keeps its own.
     *
     * @param names of the cases
     * @throws DataException where two files add something to one name that no file bears as it is
     */
    static Map<String, Path> dropped(Map<String, Path> files, Set<String> names) {
        Map<String, Path> dropped = new TreeMap<>();
        files.forEach((stem, file) -> {
            String name = names.contains(stem)
                    ? stem
                    : named(stem, names).filter(n -> !files.containsKey(n)).orElse(stem);
            Path twin = dropped.putIfAbsent(name, file);
            if (twin != null) {
                throw new DataException("in " + file.getParent() + " the files " + twin.getFileName() + " and "
                        + file.getFileName() + " are both of case " + name
                        + "; remove one, or name the one that counts like the case");
            }
        });
        return dropped;
    }

    /** The longest name that the stem begins with and that only a suffix follows. */
    private static Optional<String> named(String stem, Set<String> names) {
        return names.stream()
                .filter(stem::startsWith)
                .filter(name -> SUFFIX.matcher(stem.substring(name.length())).matches())
                .max(Comparator.comparingInt(String::length));
    }
}
