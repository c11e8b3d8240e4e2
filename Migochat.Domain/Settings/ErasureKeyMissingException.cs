namespace Migochat.Settings;

/// <summary>People were erased, and no source of the settings has the key that tells whom. Deliveries are refused until one has.</summary>
internal sealed class ErasureKeyMissingException() : Exception("There are erasures and no erasure_hash_key: who was erased can't be told.");
