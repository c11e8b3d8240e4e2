namespace Migochat.Data;

/// <summary>What stands at the database's path before anything is done to it.</summary>
internal enum DatabaseFileState
{
    Missing,

    /// <summary>A database without a single table, or a file of no bytes.</summary>
    Empty,

    /// <summary>Ours, and up to date.</summary>
    Current,

    /// <summary>Ours, with migrations to apply.</summary>
    Outdated,

    /// <summary>Tables that no migration of ours made.</summary>
    WithoutHistory,
}
