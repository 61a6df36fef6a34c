using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Update;

namespace IpStrategy.Persistence.Rows;

/// <summary>One statement, written once for a table and used for each of its rows.</summary>
internal sealed record RowStatement(string Text, ImmutableArray<RowParameter> Parameters);

/// <param name="IsProof">What the row must have been for the change to count: its key, and the version where it has one.</param>
internal readonly record struct RowParameter(IProperty Property, RelationalTypeMapping Mapping, bool IsProof)
{
    public object? ValueOf(IUpdateEntry entry) =>
        IsProof && entry.EntityState != EntityState.Added
            ? entry.GetOriginalValue(Property)
            : entry.GetCurrentValue(Property);

    public object ProviderValueOf(IUpdateEntry entry)
    {
        var value = ValueOf(entry);
        return (Mapping.Converter is { } converter ? converter.ConvertToProvider(value) : value) ?? DBNull.Value;
    }
}

/// <summary>
/// How the rows of one table are written. Plain is a table that needs nothing from the database meanwhile: keys made here, no
/// generated column, no relation whose rows would have to be sorted.
/// </summary>
internal sealed class RowShape
{
    private readonly string _table;
    private readonly Func<int, string> _marker;
    private readonly ImmutableArray<RowParameter> _columns;
    private readonly ImmutableArray<RowParameter> _proof;
    private readonly ConcurrentDictionary<ulong, RowStatement> _updates = new();

    /// <param name="marker">How the database names the parameter at a place.</param>
    public RowShape(IEntityType type, Func<int, string> marker)
    {
        IsPlain = IsPlainTable(type);
        _table = $"\"{type.GetTableName()}\"";
        _marker = marker;
        _columns = [.. type.GetProperties().Select(p => new RowParameter(p, p.GetRelationalTypeMapping(), false))];
        _proof = [.. _columns.Where(c => IsProof(c.Property)).Select(c => c with { IsProof = true })];
        Insert = new RowStatement(
            $"INSERT INTO {_table} ({Names(_columns)}) VALUES ({string.Join(", ", Enumerable.Range(0, _columns.Length).Select(marker))})",
            _columns
        );
        Delete = new RowStatement($"DELETE FROM {_table} WHERE {Conditions(0)}", _proof);
    }

    /// <summary>False where rows of this table are none of ours to write.</summary>
    public bool IsPlain { get; }
    public RowStatement Insert { get; }
    public RowStatement Delete { get; }

    /// <summary>The changed columns only: an untouched one may carry an index.</summary>
    public RowStatement Update(IUpdateEntry entry)
    {
        var mask = 0UL;
        for (var place = 0; place < _columns.Length; place++)
        {
            mask |= entry.IsModified(_columns[place].Property) ? 1UL << place : 0;
        }
        return _updates.GetOrAdd(mask, static (changed, shape) => shape.UpdateOf(changed), this);
    }

    private RowStatement UpdateOf(ulong mask)
    {
        var changed = _columns.Where((_, place) => (mask & (1UL << place)) != 0).ToImmutableArray();
        var sets = changed.Select((c, place) => $"{NameOf(c)} = {_marker(place)}");
        var text = $"UPDATE {_table} SET {string.Join(", ", sets)} WHERE {Conditions(changed.Length)}";
        return new RowStatement(text, changed.AddRange(_proof));
    }

    private string Conditions(int before) =>
        string.Join(" AND ", _proof.Select((c, place) => $"{NameOf(c)} = {_marker(before + place)}"));

    private static string Names(ImmutableArray<RowParameter> columns) => string.Join(", ", columns.Select(NameOf));

    private static string NameOf(RowParameter column) => $"\"{column.Property.GetColumnName()}\"";

    private static bool IsProof(IProperty property) => property.IsPrimaryKey() || property.IsConcurrencyToken;

    private static bool IsPlainTable(IEntityType type) =>
        type.FindPrimaryKey() is not null
        && type.GetTableName() is not null
        && type.GetProperties().Count() <= sizeof(ulong) * 8
        && type.GetProperties().All(p => p.ValueGenerated == ValueGenerated.Never && !p.IsShadowProperty())
        && type.GetProperties().All(p => !IsProof(p) || !p.IsNullable)
        && !type.GetForeignKeys().Any()
        && !type.GetReferencingForeignKeys().Any()
        && !type.GetComplexProperties().Any()
        && type.BaseType is null
        && !type.GetDirectlyDerivedTypes().Any();

    /// <summary>SQLite finds parameters by name, PostgreSQL by place.</summary>
    public static string NamedMarker(int place) => string.Create(CultureInfo.InvariantCulture, $"@p{place}");

    public static string PositionalMarker(int place) => string.Create(CultureInfo.InvariantCulture, $"${place + 1}");
}
