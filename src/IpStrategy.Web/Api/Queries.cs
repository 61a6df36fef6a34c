using System.Globalization;
using IpStrategy.Application;
using IpStrategy.Application.Agencies;
using IpStrategy.Domain.Agencies;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <summary>The query parameters an endpoint knows; any other is 400.</summary>
internal sealed record QueryNames(IReadOnlySet<string> Names);

/// <summary>The values one of them takes, where its endpoint has its own.</summary>
internal sealed record QueryChoices(string Name, IReadOnlyList<string> Values);

/// <summary>Reads query parameters and remembers the first one that is wrong.</summary>
internal sealed class QueryReader(IQueryCollection query)
{
    public const int DefaultPageSize = 50;
    public const int LargestPageSize = 200;

    /// <summary>Null while everything read was right.</summary>
    public Refusal? Refusal { get; private set; }

    public string? Text(string name) => query[name] is [{ Length: > 0 } value, ..] ? value : null;

    public int? Number(string name, int least = 0, int most = int.MaxValue) =>
        Text(name) is not { } text ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most ? n
        : Wrong<int>(name, text);

    /// <summary>An id as given out; a text that is none of ours names nothing that exists.</summary>
    public long? Id(string name) =>
        Text(name) is not { } text ? null : Application.Opaque.Read(text) ?? Wrong<long>(name, text);

    public int PageSize() => Number("pageSize", 1, LargestPageSize) ?? DefaultPageSize;

    /// <summary>One of an enum's values, spelled in camelCase.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        return Find<T>(text) ?? Wrong<T>(name, text);
    }

    private static T? Find<T>(string word)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (Application.Words.Of(value) == word)
            {
                return value;
            }
        }
        return null;
    }

    /// <summary><c>true</c> or <c>false</c>; left out = false.</summary>
    public bool Flag(string name) =>
        Text(name) switch
        {
            null or "false" => false,
            "true" => true,
            var text => Wrong<bool>(name, text) ?? false,
        };

    /// <summary>A day as ISO 8601 writes it.</summary>
    public DateOnly? Day(string name) =>
        Text(name) is not { } text ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : Wrong<DateOnly>(name, text);

    /// <summary>A body of the directory, by code; a misspelt one must not look like one without work.</summary>
    public string? Agency(string name, ReferenceTables reference)
    {
        var text = Text(name);
        if (text is not null && reference.Directory.Find(new AgencyCode(text)) is null)
        {
            Wrong<int>(name, text);
        }
        return text;
    }

    /// <summary>Words to look for.</summary>
    public string? Words(string name, int most)
    {
        var text = Text(name);
        if (text is not null && (string.IsNullOrWhiteSpace(text) || text.Length > most))
        {
            Wrong<int>(name, text);
        }
        return text;
    }

    /// <summary>One of an enum's values, with a minus before it for the other way round.</summary>
    public Sorting<T>? Sort<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        var down = text[0] == '-';
        return Find<T>(down ? text[1..] : text) is { } by
            ? new Sorting<T>(by, down ? Direction.Descending : Direction.Ascending)
            : Refused<Sorting<T>>(name, text);
    }

    /// <summary>The mark of a page before. Call it last: a mark belongs to the list with its filters.</summary>
    public string? After(Func<string, bool> gave)
    {
        var text = Text("after");
        return text is null || Refusal is not null || gave(text) ? text : Refused<string>("after", text);
    }

    private T? Wrong<T>(string name, string value)
        where T : struct
    {
        Refuse(name, value);
        return null;
    }

    private T? Refused<T>(string name, string value)
        where T : class
    {
        Refuse(name, value);
        return null;
    }

    /// <summary>Refuses a value for a reason that only the endpoint knows.</summary>
    public void Refuse(string name, string value) => Refusal ??= new ParameterIsNotAllowed(name, value);
}

internal static class Queries
{
    /// <summary>Names the query parameters this endpoint takes.</summary>
    public static TBuilder TakesQuery<TBuilder>(this TBuilder endpoint, params string[] names)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new QueryNames(names.ToHashSet()));

    public static TBuilder TakesPages<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.TakesQuery("pageSize", "after");

    /// <summary>A parameter that takes the values of an enum.</summary>
    public static RouteHandlerBuilder TakesChoice<T>(this RouteHandlerBuilder endpoint, string name)
        where T : struct, Enum => endpoint.TakesOneOf(name, Enum.GetValues<T>().Select(Words.Of));

    /// <summary>The parameter <c>sort</c>: the values of an enum, with a minus before them for the other way round.</summary>
    public static RouteHandlerBuilder TakesSort<T>(this RouteHandlerBuilder endpoint)
        where T : struct, Enum =>
        endpoint.TakesOneOf("sort", Enum.GetValues<T>().Select(Words.Of).SelectMany(w => new[] { w, "-" + w }));

    private static RouteHandlerBuilder TakesOneOf(
        this RouteHandlerBuilder endpoint,
        string name,
        IEnumerable<string> values
    ) => endpoint.TakesQuery(name).WithMetadata(new QueryChoices(name, [.. values]));

    /// <summary>
    /// Refuses parameters the endpoint does not know, or that say nothing or two things: a misspelt filter must not look like no filter.
    /// </summary>
    public static async ValueTask<object?> RefuseUnknownAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var known =
            context.HttpContext.GetEndpoint()?.Metadata.GetOrderedMetadata<QueryNames>().SelectMany(q => q.Names) ?? [];
        foreach (var (name, values) in context.HttpContext.Request.Query)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                return Problems.Of(new ParameterIsUnknown(name));
            }
            if (values is not [{ Length: > 0 }])
            {
                return Problems.Of(
                    values.Count > 1
                        ? new ParameterIsRepeated(name)
                        : new ParameterIsNotAllowed(name, values.ToString())
                );
            }
        }
        return await next(context);
    }
}
