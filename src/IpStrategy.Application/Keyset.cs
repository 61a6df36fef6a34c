using System.Linq.Expressions;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace IpStrategy.Application;

public enum Direction
{
    Ascending,
    Descending,
}

/// <summary>By what a list is sorted, and which way.</summary>
public sealed record Sorting<TKey>(TKey By, Direction Direction = Direction.Ascending)
    where TKey : struct, Enum;

/// <summary>
/// Where a page of a list ended: the last row's key and id, sealed with the list they were taken from. A mark of another list, of
/// other filters or of nobody's making is none: read with it, rows would be missing without a word.
/// </summary>
public static class ListMark
{
    private const int SealLength = 8;
    private const int NumberLength = sizeof(long);

    /// <summary>The name of a list with its filters, the same in every language.</summary>
    public static string NameOf<T>(string list, T filters) => $"{list} {JsonSerializer.Serialize(filters)}";

    public static string Of(string list, long key, long id)
    {
        var bytes = new byte[(2 * NumberLength) + SealLength];
        BitConverter.TryWriteBytes(bytes, key);
        BitConverter.TryWriteBytes(bytes.AsSpan(NumberLength), id);
        SealOf(list, key, id).CopyTo(bytes, 2 * NumberLength);
        return Convert.ToHexStringLower(bytes);
    }

    /// <summary>Null for a mark that this list did not give out.</summary>
    public static (long Key, long Id)? Read(string list, string? mark)
    {
        var bytes = new byte[(2 * NumberLength) + SealLength];
        if (
            mark is null
            || Convert.FromHexString(mark, bytes, out var read, out var written)
                is not System.Buffers.OperationStatus.Done
            || (read, written) != (mark.Length, bytes.Length)
        )
        {
            return null;
        }
        var (key, id) = (BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes, NumberLength));
        return bytes.AsSpan(2 * NumberLength).SequenceEqual(SealOf(list, key, id)) ? (key, id) : null;
    }

    // Not a secret: whoever forges a mark gets to rows that the list would have shown him anyway.
    private static byte[] SealOf(string list, long key, long id) =>
        SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{id}/{list}"))[..SealLength];
}

/// <summary>A column a list can be sorted by; rows of equal value follow by id.</summary>
internal abstract record SortKey<TRow>
{
    public abstract long KeyOf(TRow row);

    /// <summary>Sorted, from the row after the mark on.</summary>
    public abstract IQueryable<TRow> Sort(IQueryable<TRow> rows, Direction direction, (long Key, long Id)? after);
}

/// <param name="Column">The column.</param>
/// <param name="Id">The id that breaks ties.</param>
/// <param name="ToMark">A value of the column as it stands in a mark.</param>
/// <param name="FromMark">Back again.</param>
internal sealed record SortKey<TRow, TKey>(
    Expression<Func<TRow, TKey>> Column,
    Expression<Func<TRow, long>> Id,
    Func<TRow, long> ToMark,
    Func<long, TKey> FromMark
) : SortKey<TRow>
{
    public override long KeyOf(TRow row) => ToMark(row);

    public override IQueryable<TRow> Sort(IQueryable<TRow> rows, Direction direction, (long Key, long Id)? after)
    {
        var rest = after is var (key, id) ? rows.Where(Beyond(direction, new Bound(FromMark(key), id))) : rows;
        return direction == Direction.Ascending
            ? rest.OrderBy(Column).ThenBy(Id)
            : rest.OrderByDescending(Column).ThenByDescending(Id);
    }

    // key >= v and (key > v or id > i): the first half is what an index is searched by.
    private Expression<Func<TRow, bool>> Beyond(Direction direction, Bound bound)
    {
        var row = Column.Parameters[0];
        var ids = new Replace(Id.Parameters[0], row).Visit(Id.Body);
        // Members, not constants: the statement stays the same from page to page.
        var held = Expression.Constant(bound);
        var (value, id) = (Expression.Property(held, nameof(Bound.Value)), Expression.Property(held, nameof(Bound.Id)));
        var up = direction == Direction.Ascending;
        var from = up
            ? Expression.GreaterThanOrEqual(Column.Body, value)
            : Expression.LessThanOrEqual(Column.Body, value);
        var past = up ? Expression.GreaterThan(Column.Body, value) : Expression.LessThan(Column.Body, value);
        var next = up ? Expression.GreaterThan(ids, id) : Expression.LessThan(ids, id);
        return Expression.Lambda<Func<TRow, bool>>(Expression.AndAlso(from, Expression.OrElse(past, next)), row);
    }

    private sealed record Bound(TKey Value, long Id);

    private sealed class Replace(Expression old, Expression with) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) =>
            node == old ? with : base.VisitParameter(node);
    }
}
