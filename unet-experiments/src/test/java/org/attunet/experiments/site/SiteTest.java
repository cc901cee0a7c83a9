package org.attunet.experiments.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SiteTest {
    private static final Path CLONE = Path.of("..");
    private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
    private static final Pattern MARKDOWN_LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");

    @TempDir
    private static Path site;

    @BeforeAll
    static void make() throws IOException {
        new Site(CLONE).write(site);
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(site)) {
            return files.filter(file -> file.toString().endsWith(".html")).toList();
        }
    }

    private static boolean isElsewhere(String link) {
        return link.matches("[a-z]+:.*");
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || Files.readString(target).contains("id=\"" + parts[1] + "\""));
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path page : pages()) {
            for (MatchResult found :
                    LINK.matcher(Files.readString(page)).results().toList()) {
                String link = found.group(1);
                if (!isElsewhere(link) && !leadsSomewhere(page, link)) {
                    broken.add(page.getFileName() + ": " + link);
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    /** On the site all pages lie in one folder, so this is asked of the files. */
    @Test
    void everyLinkLeadsSomewhereInTheCloneToo() throws IOException {
        List<String> broken = new ArrayList<>();
        try (Stream<Path> docs = Files.list(CLONE.resolve("docs"));
                Stream<Path> root = Files.list(CLONE)) {
            for (Path page : Stream.concat(docs, root)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList()) {
                for (MatchResult found :
                        MARKDOWN_LINK.matcher(Files.readString(page)).results().toList()) {
                    if (!isElsewhere(found.group(1)) && !Files.exists(page.resolveSibling(found.group(1)))) {
                        broken.add(page + ": " + found.group(1));
                    }
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void everyPageHasANameOfItsOwnInTheNavigation() throws IOException {
        String page = Files.readString(site.resolve("index.html"));
        List<String> names = Pattern.compile("<a href=\"[^\"]*\"[^>]*>([^<]*)</a>")
                .matcher(page.substring(page.indexOf("<nav"), page.indexOf("</nav>")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(20).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsAskedForFromElsewhere() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readString(page))
                    .doesNotContainPattern("src=\"[a-z]+:")
                    .doesNotContain("<script");
        }
        assertThat(Files.readString(site.resolve("site.css"))).doesNotContain("url(");
    }

    @Test
    void everyPageIsInTheNavigationOfEveryPage() throws IOException {
        for (Path page : pages()) {
            assertThat(Files.readString(page))
                    .contains(pages().stream()
                            .map(other -> "<li><a href=\"" + other.getFileName() + "\"")
                            .toList());
        }
    }
}
