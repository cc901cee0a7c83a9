package org.attunet.experiments.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A clone's README and docs as pages: {@code Site CLONE OUT}. All lie in one folder, with the pictures and files that they show, and ask
 * for nothing from elsewhere.
 */
public final class Site {
    /** What a reader wants, and the pages for it; a page that stands nowhere here is listed under {@link #OTHER}. */
    private static final Map<String, List<String>> NAVIGATION = new LinkedHashMap<>();

    private static final String OTHER = "More";
    private static final String FRONT = "README.md";
    private static final List<String> BESIDE = List.of("CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md");

    static {
        NAVIGATION.put("Start", List.of(FRONT, "getting-started.md"));
        NAVIGATION.put(
                "How to",
                List.of(
                        "data.md",
                        "training.md",
                        "fine-tuning.md",
                        "attention.md",
                        "evaluation.md",
                        "experiments.md",
                        "best.md",
                        "ensembles.md",
                        "trust.md",
                        "leak-check.md",
                        "models.md",
                        "java.md",
                        "gpu.md",
                        "parallel.md",
                        "cluster.md",
                        "distribution.md",
                        "troubleshooting.md"));
        NAVIGATION.put("Reference", List.of("settings.md", "bad-input.md"));
        NAVIGATION.put("Explanation", List.of("architecture.md", "network.md", "performance.md", "mutation.md"));
        NAVIGATION.put("Carry on", BESIDE);
    }

    private final Path clone;
    private final Map<String, Page> pages = new TreeMap<>();

    /** Reads the pages of a clone. */
    Site(Path clone) throws IOException {
        this.clone = clone;
        for (String name : Stream.concat(Stream.of(FRONT), BESIDE.stream()).toList()) {
            pages.put(name, Page.read(clone.resolve(name)));
        }
        for (Path file : filesOf(clone.resolve("docs"))) {
            if (file.toString().endsWith(".md")) {
                pages.put(file.getFileName().toString(), Page.read(file));
            }
        }
    }

    private static List<Path> filesOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Writes pages, and what they show. */
    void write(Path out) throws IOException {
        Files.createDirectories(out);
        String frame = Page.text("/site/page.html");
        for (Map.Entry<String, Page> page : pages.entrySet()) {
            String html = frame.replace("{title}", page.getValue().title())
                    .replace("{navigation}", navigation(page.getKey()))
                    .replace("{content}", page.getValue().html(this::target));
            Files.writeString(out.resolve(target(page.getKey())), html);
        }
        Files.writeString(out.resolve("site.css"), Page.text("/site/site.css"));
        for (Path file : filesOf(clone.resolve("docs"))) {
            if (!file.toString().endsWith(".md")) {
                copy(file, out);
            }
        }
        for (String file : List.of("LICENSE", "NOTICE", "CITATION.cff")) {
            copy(clone.resolve(file), out);
        }
    }

    private static void copy(Path file, Path out) throws IOException {
        Files.write(out.resolve(file.getFileName()), Files.readAllBytes(file));
    }

    /** Where a link of a Markdown file leads on the site; links to elsewhere stay as they are. */
    private String target(String link) {
        if (link.matches("[a-z]+:.*") || link.startsWith("#")) {
            return link;
        }
        String[] parts = link.split("#", 2);
        String name = Path.of(parts[0]).getFileName().toString();
        String page = name.equals(FRONT) ? "index.html" : name.replaceFirst("\\.md$", ".html");
        return parts.length == 1 ? page : page + "#" + parts[1];
    }

    private String navigation(String here) {
        Map<String, List<String>> groups = new LinkedHashMap<>(NAVIGATION);
        Set<String> left = new LinkedHashSet<>(pages.keySet());
        NAVIGATION.values().forEach(left::removeAll);
        if (!left.isEmpty()) {
            groups.put(OTHER, List.copyOf(left));
        }
        return groups.entrySet().stream()
                .map(group -> "<h2>" + group.getKey() + "</h2>\n<ul>\n"
                        + group.getValue().stream()
                                .filter(pages::containsKey)
                                .map(name -> item(name, here))
                                .collect(Collectors.joining())
                        + "</ul>\n")
                .collect(Collectors.joining());
    }

    private String item(String name, String here) {
        String current = name.equals(here) ? " aria-current=\"page\"" : "";
        // Its title is the site's, which stands above.
        String title = name.equals(FRONT) ? "Front page" : pages.get(name).title();
        return "<li><a href=\"" + target(name) + "\"" + current + ">" + title + "</a></li>\n";
    }

    /** For the profile. */
    public static void main(String[] args) {
        try {
            new Site(Path.of(args[0])).write(Path.of(args[1]));
            System.out.println(Path.of(args[1], "index.html").toAbsolutePath().normalize());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
