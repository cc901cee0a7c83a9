/**
 * What there is to set, written for people and for editors: the settings page and the JSON schemas below {@code docs}. All of it comes
 * from the records, their defaults' comments and the binder's own rules, so nothing here may state a setting by itself; a test holds the
 * files in {@code docs} to what is written here.
 */
package org.attunet.experiments.reference;
