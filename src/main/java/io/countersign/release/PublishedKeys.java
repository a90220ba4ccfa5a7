package io.countersign.release;

import io.swagger.v3.oas.annotations.Operation;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The public keys of releases (RFC 7517), for whoever verifies one offline. */
@RestController
class PublishedKeys {

  private final ReleaseKey key;

  PublishedKeys(ReleaseKey key) {
    this.key = key;
  }

  @GetMapping(path = "/.well-known/jwks.json", produces = MediaType.APPLICATION_JSON_VALUE)
  @Operation(summary = "The public keys that verify releases")
  String keys() {
    return new JsonWebKeySet(key.key()).toJson(OutputControlLevel.PUBLIC_ONLY);
  }
}
