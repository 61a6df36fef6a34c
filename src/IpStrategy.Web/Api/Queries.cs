using System.Globalization;
using IpStrategy.Workflow;

namespace IpStrategy.Web.Api;

/// <summary>The query parameters an endpoint knows; any other is 400.</summary>
internal sealed record QueryNames(IReadOnlySet<string> Names);

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
        foreach (var value in Enum.GetValues<T>())
        {
            if (Application.Words.Of(value) == text)
            {
                return value;
            }
        }
        return Wrong<T>(name, text);
    }

    /// <summary>The mark of a page before, as this list gives it out.</summary>
    public string? After(Func<string, bool> isMark)
    {
        var text = Text("after");
        if (text is not null && !isMark(text))
        {
            Wrong<int>("after", text);
        }
        return text;
    }

    private T? Wrong<T>(string name, string value)
        where T : struct
    {
        Refusal ??= new ParameterIsNotAllowed(name, value);
        return null;
    }
}

internal static class Queries
{
    /// <summary>Names the query parameters this endpoint takes.</summary>
    public static TBuilder TakesQuery<TBuilder>(this TBuilder endpoint, params string[] names)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new QueryNames(names.ToHashSet()));

    /// <summary>Refuses parameters the endpoint does not know: a misspelt filter must not look like no filter.</summary>
    public static async ValueTask<object?> RefuseUnknownAsync(
        EndpointFilterInvocationContext context,
        EndpointFilterDelegate next
    )
    {
        var known = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<QueryNames>()?.Names;
        var unknown = context.HttpContext.Request.Query.Keys.FirstOrDefault(k => known?.Contains(k) != true);
        return unknown is null ? await next(context) : Problems.Of(new ParameterIsUnknown(unknown));
    }
}
