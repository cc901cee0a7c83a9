package org.attunet.data;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;

/** Results as JSON: names in snake case, and the strings nan, inf and -inf for the numbers that JSON lacks. */
public final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .registerModule(new SimpleModule()
                    .addSerializer(Double.class, new Doubles())
                    .addSerializer(double.class, new Doubles()));

    private Json() {}

    /** Over several lines, for files and people. */
    public static String of(Object value) {
        return written(MAPPER.writerWithDefaultPrettyPrinter(), value);
    }

    /** All in one line. */
    public static String line(Object value) {
        return written(MAPPER.writer(), value);
    }

    private static String written(ObjectWriter writer, Object value) {
        try {
            return writer.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Doubles extends StdScalarSerializer<Double> {
        private static final long serialVersionUID = 1L;

        Doubles() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator json, SerializerProvider provider) throws IOException {
            if (Double.isFinite(value)) {
                json.writeNumber(value);
            } else {
                json.writeString(value.isNaN() ? "nan" : value > 0 ? "inf" : "-inf");
            }
        }
    }
}
