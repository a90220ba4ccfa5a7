package io.countersign.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** One DMN file with its decisions; the versions of the format differ only in their namespace. */
record TableModel(String file, Element root) {

  static TableModel read(String file, byte[] content) throws UnreadableModelException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(new DefaultHandler());
      return new TableModel(
          file, builder.parse(new ByteArrayInputStream(content)).getDocumentElement());
    } catch (SAXException | IOException | ParserConfigurationException unreadable) {
      throw new UnreadableModelException(unreadable);
    }
  }

  List<Element> decisions() {
    return all(root, "decision");
  }

  List<String> ids() {
    return decisions().stream().map(decision -> decision.getAttribute("id")).toList();
  }

  static List<Element> all(Element element, String name) {
    NodeList found = element.getElementsByTagNameNS("*", name);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(Element.class::cast)
        .toList();
  }
}
