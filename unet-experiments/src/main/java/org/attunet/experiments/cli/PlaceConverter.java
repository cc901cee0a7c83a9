package org.attunet.experiments.cli;

import org.attunet.experiments.place.Place;
import picocli.CommandLine.ITypeConverter;

/** Paths and URIs as they are typed. */
final class PlaceConverter implements ITypeConverter<Place> {
    @Override
    public Place convert(String typed) {
        return new Place(typed);
    }
}
