package io.countersign.release;

import io.countersign.secret.SecretSeal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The Ed25519 key that signs releases (RFC 8037), sealed in a file that only its owner reads. It is
 * made at the first start; instances that share the file share the key.
 */
@Component
class ReleaseKey {

  private static final String USE = "release key";

  private final PublicJsonWebKey key;

  ReleaseKey(@Value("${countersign.release.key-file}") Path file, SecretSeal seal) {
    this.key = Files.exists(file) ? read(file, seal) : make(file, seal);
  }

  PublicJsonWebKey key() {
    return key;
  }

  private static PublicJsonWebKey read(Path file, SecretSeal seal) {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(seal.open(USE, Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the release key " + file, e);
    } catch (JoseException broken) {
      throw new IllegalStateException("The release key " + file + " is no key", broken);
    }
  }

  private static PublicJsonWebKey make(Path file, SecretSeal seal) {
    try {
      OctetKeyPairJsonWebKey made =
          OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
      made.setKeyId(made.calculateBase64urlEncodedThumbprint("SHA-256"));
      Files.createDirectories(file.toAbsolutePath().getParent());
      var onlyOwner =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
      Files.createFile(file, onlyOwner);
      Files.write(
          file,
          seal.close(USE, made.toJson(OutputControlLevel.INCLUDE_PRIVATE)),
          StandardOpenOption.WRITE);
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the release key " + file, e);
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
