package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a record that cannot become an entry: enough to find it in the log. */
record QuarantinedRecord(Origin origin, Map<String, Object> source) {

  static QuarantinedRecord of(Record<?> record, Origin origin, Throwable why) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", origin.id());
    source.put("origin", origin.id());
    source.put("at", origin.at());
    source.put("key", Long.toString(record.getKey()));
    source.put("valueType", record.getValueType() + " " + record.getIntent());
    source.put("reason", why.getClass().getName());
    return new QuarantinedRecord(origin, source);
  }

  Document document(String index) {
    return Document.whole(index, origin, source);
  }
}
