using System.Runtime.InteropServices;
using IpStrategy.Domain.Agencies;

namespace IpStrategy.Domain.Notices;

/// <summary>What every part of the reader needs: the text, the names, and the day for which names are asked.</summary>
internal sealed record ReadingContext(SourceText Source, AgencyDirectory Directory, DateOnly Day)
{
    /// <summary>The year meant where a deadline names none.</summary>
    public int Year { get; init; } = Day.Year;

    public string Flat => Source.Flat;
}

/// <summary>A range of the flat text, end exclusive.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct FlatRange(int Start, int End)
{
    public bool IsEmpty => End <= Start;
}

/// <summary>Something to be said of a place; it becomes a diagnostic once its assignment is known.</summary>
internal sealed record Remark(string Code, int At, params string[] Arguments);
