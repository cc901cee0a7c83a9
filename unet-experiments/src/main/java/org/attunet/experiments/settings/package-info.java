/**
 * From YAML to records and back: trees that remember where each value was written, overlays, a strict binder that finds all
 * problems at once. Knows nothing of what the settings mean.
 */
package org.attunet.experiments.settings;
