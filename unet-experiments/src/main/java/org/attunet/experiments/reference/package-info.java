/** What there is to set, written for people and for editors: the settings page and the JSON schemas. */
package org.attunet.experiments.reference;
