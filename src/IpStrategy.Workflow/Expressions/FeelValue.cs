using System.Collections.Immutable;

namespace IpStrategy.Workflow.Expressions;

/// <summary>A value of FEEL, the expression language of DMN 1.5 (clause 10.3.2). The set is closed.</summary>
public abstract record FeelValue
{
    private FeelValue() { }

    /// <summary>The one null without a reason.</summary>
    public static FeelValue Null { get; } = new NullValue(null);

    /// <summary>The boolean true.</summary>
    public static FeelValue True { get; } = new Bool(true);

    /// <summary>The boolean false.</summary>
    public static FeelValue False { get; } = new Bool(false);

    /// <summary>True for null, with or without a reason.</summary>
    public bool IsNull => this is NullValue;

    internal abstract FeelKinds Kind { get; }

    /// <summary>How many parts the value has when written out; shared parts count each time, for whatever walks it meets them each time.</summary>
    internal virtual int Weight => 1;

    /// <summary>How deep lists and contexts lie in each other.</summary>
    internal virtual int Depth => 0;

    /// <summary>A string, or null for no string.</summary>
    public static FeelValue From(string? value) => value is null ? Null : new Text(value);

    /// <summary>A number.</summary>
    public static FeelValue From(decimal value) => new Number(value);

    /// <summary>A boolean.</summary>
    public static FeelValue From(bool value) => value ? True : False;

    /// <summary>A list.</summary>
    public static FeelValue From(IEnumerable<FeelValue> items) => new List([.. items]);

    /// <summary>A null that says why it is one.</summary>
    public static FeelValue Error(string reason) => new NullValue(reason);

    /// <summary>The value as FEEL text.</summary>
    public sealed override string ToString() => FeelText.Of(this);

    /// <summary>Null; <paramref name="Reason"/> is set where it stands for an error.</summary>
    public sealed record NullValue(string? Reason) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Null;

        /// <summary>Nulls are equal whatever their reason.</summary>
        public bool Equals(NullValue? other) => other is not null;

        /// <inheritdoc/>
        public override int GetHashCode() => 0;
    }

    /// <summary>A decimal number.</summary>
    public sealed record Number(decimal Value) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Number;
    }

    /// <summary>A string.</summary>
    public sealed record Text(string Value) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Text;

        internal override int Weight => 1 + (Value.Length / 8);
    }

    /// <summary>A boolean.</summary>
    public sealed record Bool(bool Value) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Bool;
    }

    /// <summary>A date.</summary>
    public sealed record Date(CalendarDate Value) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Date;

        /// <summary>The date of .NET, unless the year is outside its 1 to 9999.</summary>
        public DateOnly? ToDateOnly() => Value.ToDateOnly();
    }

    /// <summary>A time of day with or without an offset or zone.</summary>
    public sealed record Time(decimal SecondOfDay, ZoneMark Zone) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Time;

        internal decimal UtcSeconds => SecondOfDay - (Zone.OffsetSeconds ?? 0);
    }

    /// <summary>A date with a time of day, with or without an offset or zone.</summary>
    public sealed record DateAndTime(CalendarDate Day, decimal SecondOfDay, ZoneMark Zone) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.DateAndTime;

        internal decimal LocalSeconds => Day.DayNumber * 86_400m + SecondOfDay;

        internal decimal UtcSeconds => LocalSeconds - (Zone.OffsetSeconds ?? 0);

        /// <summary>The same instant as a FEEL value with its offset.</summary>
        public static DateAndTime From(DateTimeOffset instant) =>
            new(
                new CalendarDate(instant.Year, instant.Month, instant.Day),
                (decimal)instant.TimeOfDay.Ticks / TimeSpan.TicksPerSecond,
                ZoneMark.Offset((int)instant.Offset.TotalSeconds)
            );

        /// <summary>The instant, local values taken at <paramref name="offsetIfLocal"/>; null outside the years 1 to 9999.</summary>
        public DateTimeOffset? ToInstant(TimeSpan offsetIfLocal)
        {
            if (Day.ToDateOnly() is not { } date)
            {
                return null;
            }

            var offset = Zone.OffsetSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : offsetIfLocal;
            var ticks = date.ToDateTime(TimeOnly.MinValue).Ticks + (long)(SecondOfDay * TimeSpan.TicksPerSecond);
            var utc = ticks - offset.Ticks;
            return utc < 0 || utc > DateTime.MaxValue.Ticks ? null : Placed(utc, offset);
        }

        // .NET knows offsets of whole minutes up to 14 hours only; beyond that the instant stays right at UTC.
        private static DateTimeOffset Placed(long utcTicks, TimeSpan offset)
        {
            var utc = new DateTimeOffset(utcTicks, TimeSpan.Zero);
            var placeable = offset.Ticks % TimeSpan.TicksPerMinute == 0 && offset.Duration() <= TimeSpan.FromHours(14);
            return placeable ? utc.ToOffset(offset) : utc;
        }
    }

    /// <summary>A duration of days, hours, minutes and seconds.</summary>
    public sealed record DaysAndTimeDuration(decimal Seconds) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.DaysAndTime;

        /// <summary>The span of .NET, unless it is too long for it.</summary>
        public TimeSpan? ToTimeSpan() =>
            Math.Abs(Seconds) > 900_000_000_000m ? null : TimeSpan.FromTicks((long)(Seconds * TimeSpan.TicksPerSecond));
    }

    /// <summary>A duration of years and months.</summary>
    public sealed record YearsAndMonthsDuration(long Months) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.YearsAndMonths;
    }

    /// <summary>A list.</summary>
    public sealed record List(ImmutableArray<FeelValue> Items) : FeelValue
    {
        /// <summary>The empty list.</summary>
        public static List Empty { get; } = new([]);

        internal override FeelKinds Kind => FeelKinds.List;

        internal override int Weight { get; } = Extent.Weight(Items);

        internal override int Depth { get; } = Extent.Depth(Items);

        /// <summary>Lists are equal item by item.</summary>
        public bool Equals(List? other) => other is not null && Items.AsSpan().SequenceEqual(other.Items.AsSpan());

        /// <inheritdoc/>
        public override int GetHashCode()
        {
            var hash = new HashCode();
            foreach (var item in Items)
            {
                hash.Add(item);
            }

            return hash.ToHashCode();
        }
    }

    /// <summary>Named entries in the order in which they were written.</summary>
    public sealed record Context(ImmutableArray<KeyValuePair<string, FeelValue>> Entries) : FeelValue
    {
        private const int LinearUpTo = 8;
        private Dictionary<string, FeelValue>? index;

        /// <summary>The context without entries.</summary>
        public static Context Empty { get; } = new([]);

        internal override FeelKinds Kind => FeelKinds.Context;

        internal override int Weight { get; } = Extent.Weight(Entries.Select(e => e.Value));

        internal override int Depth { get; } = Extent.Depth(Entries.Select(e => e.Value));

        /// <summary>A context of these entries; of two with the same name the later one holds.</summary>
        public static Context Of(IEnumerable<KeyValuePair<string, FeelValue>> entries)
        {
            var places = new Dictionary<string, int>(StringComparer.Ordinal);
            var kept = ImmutableArray.CreateBuilder<KeyValuePair<string, FeelValue>>();
            foreach (var entry in entries)
            {
                if (places.TryAdd(entry.Key, kept.Count))
                {
                    kept.Add(entry);
                }
                else
                {
                    kept[places[entry.Key]] = entry;
                }
            }

            return new Context(kept.ToImmutable());
        }

        /// <summary>The entry of this name.</summary>
        public bool TryGet(string name, out FeelValue value)
        {
            if (Entries.Length > LinearUpTo)
            {
                index ??= Entries.ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
                var found = index.TryGetValue(name, out var held);
                value = held ?? Null;
                return found;
            }

            foreach (var entry in Entries)
            {
                if (entry.Key == name)
                {
                    value = entry.Value;
                    return true;
                }
            }

            value = Null;
            return false;
        }

        /// <summary>The same context with this entry set.</summary>
        public Context With(string name, FeelValue value) => Of(Entries.Append(new(name, value)));

        /// <summary>Contexts are equal entry by entry, in any order.</summary>
        public bool Equals(Context? other) =>
            other is not null
            && Entries.Length == other.Entries.Length
            && Entries.All(e => other.TryGet(e.Key, out var held) && held.Equals(e.Value));

        /// <inheritdoc/>
        public override int GetHashCode() => Entries.Aggregate(0, (sum, e) => sum ^ HashCode.Combine(e.Key, e.Value));
    }

    /// <summary>A range; a null end is unbounded.</summary>
    public sealed record Range(FeelValue Start, FeelValue End, bool StartIncluded, bool EndIncluded) : FeelValue
    {
        internal override FeelKinds Kind => FeelKinds.Range;
    }

    /// <summary>A function; it cannot leave the evaluation that made it other than by name.</summary>
    public sealed record Function : FeelValue
    {
        internal Function(ICallable callable) => Callable = callable;

        internal ICallable Callable { get; }

        internal override FeelKinds Kind => FeelKinds.Function;
    }
}
