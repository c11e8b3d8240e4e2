using System.Data.Common;

namespace Migochat.Data;

/// <summary>
/// A statement for many rows: PostgreSQL runs it once with an array a parameter, SQLite, where a statement costs no round trip,
/// once a row. It collects the rows; <see cref="DatabaseConnection.Send"/> runs it. One thread owns it, like its connection.
/// </summary>
internal abstract class SetStatement(SetShape shape) : IDisposable
{
    private readonly List<object?[]> _rows = [];

    /// <summary>The table that it writes; empty for a query.</summary>
    public string Table => shape.Table;

    public bool IsInsert => shape is InsertShape;

    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Takes one more row, or one more key of a query, in the order of the shape's columns.</summary>
    /// <param name="values">Strings, whole numbers, booleans, UTC times and null.</param>
    public void Add(params ReadOnlySpan<object?> values) => _rows.Add(values.ToArray());

    /// <summary>Forgets the rows that it collected.</summary>
    public void Clear() => _rows.Clear();

    public abstract void Dispose();

    protected IReadOnlyList<object?[]> Rows => _rows;

    /// <summary>Hands a row of a query to its reader.</summary>
    /// <param name="key">The position of its key.</param>
    protected void Read(int key, Rows row) => ((SelectShape)shape).Read(key, row);
}

/// <summary>What a <see cref="SetStatement"/> does.</summary>
/// <param name="Table">The table that it writes; empty for a query.</param>
internal abstract record SetShape(string Table);

/// <summary>Adds rows.</summary>
internal sealed record InsertShape(string Table, params IReadOnlyList<Column> Columns) : SetShape(Table);

/// <summary>Changes columns of the rows with an id. The values are the id and then those of the columns.</summary>
internal sealed record UpdateShape(string Table, params IReadOnlyList<Column> Columns) : SetShape(Table);

/// <summary>Asks the same question for many keys.</summary>
/// <param name="Sql">A query for one key, whose parts are <c>@0</c>, <c>@1</c> and so on.</param>
/// <param name="Keys">The types of the key's parts.</param>
/// <param name="Read">Takes each row, with the position of its key. The rows of one key come in no certain order.</param>
internal sealed record SelectShape(string Sql, IReadOnlyList<ColumnType> Keys, KeyedRead Read) : SetShape("");

internal delegate void KeyedRead(int key, Rows row);

/// <summary>A column that a <see cref="SetStatement"/> writes.</summary>
internal readonly record struct Column(string Name, ColumnType Type)
{
    public static Column Text(string name) => new(name, ColumnType.Text);

    public static Column Number(string name) => new(name, ColumnType.Number);

    public static Column Truth(string name) => new(name, ColumnType.Truth);

    public static Column Time(string name) => new(name, ColumnType.Time);
}

/// <summary>The types of parameters, as <see cref="Statement"/> takes them.</summary>
internal enum ColumnType
{
    Text,
    Number,
    Truth,
    Time,
}
