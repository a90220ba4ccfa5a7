package io.countersign.exporter;

import io.camunda.zeebe.protocol.record.Record;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is kept of a record that cannot become an entry: enough to find it in the log. */
record QuarantinedRecord(String id, Map<String, Object> source) {

  static QuarantinedRecord of(Record<?> record, Throwable why) {
    String id = record.getPartitionId() + "-" + record.getPosition();
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("id", id);
    source.put("origin", id);
    source.put("key", Long.toString(record.getKey()));
    source.put("valueType", record.getValueType() + " " + record.getIntent());
    source.put("reason", why.getClass().getName());
    return new QuarantinedRecord(id, source);
  }

  Document document(String index) {
    return Document.whole(index, id, source);
  }
}
