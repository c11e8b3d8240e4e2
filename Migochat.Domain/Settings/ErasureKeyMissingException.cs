namespace Migochat.Settings;

/// <summary>There are erasures, but no source of the settings has the key that recognises erased people. Deliveries are refused until one has.</summary>
internal sealed class ErasureKeyMissingException() : Exception("There are erasures and no erasure_hash_key: who was erased can't be told.");
