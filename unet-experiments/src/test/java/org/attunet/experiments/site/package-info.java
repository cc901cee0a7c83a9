/**
 * The documentation as static pages, which {@code mvn -Psite} makes of the Markdown files and which tests follow every link of. Among the
 * tests, since the program does without it; how Markdown becomes HTML is commonmark's business.
 */
package org.attunet.experiments.site;
