using System.Text.Json.Nodes;
using IpStrategy.Application;
using IpStrategy.Application.Approvals;
using IpStrategy.Application.Plans;
using IpStrategy.Domain.Calendar;
using IpStrategy.Domain.Plans;
using Microsoft.OpenApi;

namespace IpStrategy.Web.Api;

/// <summary>What the description of the API says of each query parameter, whichever list takes it.</summary>
internal static class QueryParameters
{
    public static OpenApiParameter IdempotencyKey =>
        new()
        {
            Name = TakesIdempotencyKey.Header,
            In = ParameterLocation.Header,
            Description =
                "Belongs to the user, lives 24 hours: the same key with the same body gives the first answer again.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = TakesIdempotencyKey.MostCharacters },
        };

    public static OpenApiParameter Describe(string name)
    {
        var (text, schema) = name switch
        {
            "pageSize" => ("Entries a page.", Number(1, QueryReader.LargestPageSize, QueryReader.DefaultPageSize)),
            "after" => ("The `next` of the page before.", Text()),
            "scope" => ("Whose work items.", OneOf<WorkItemScope>()),
            "state" => ("Open or done.", OneOf<WorkItemListState>()),
            "status" => ("State of the assignment.", OneOf<AssignmentStatus>()),
            "light" => ("Status light.", OneOf<StatusLight>()),
            "sort" => ("Order of the list.", OneOf<LedgerSort>()),
            "section" => ("Number of the section.", Number(0, null, null)),
            "agency" => ("Agency code, in any role.", Text()),
            "step" => ("Step of the process.", Text()),
            "assignment" => ("Id of the assignment.", Text()),
            "undertaking" => ("Id of the undertaking; left out = the first.", Text()),
            _ => (name, Text()),
        };
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = text,
            Schema = schema,
        };
    }

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number(int least, int? most, int? standard) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = most?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = standard is { } value ? JsonValue.Create(value) : null,
        };

    private static OpenApiSchema OneOf<T>()
        where T : struct, Enum =>
        new()
        {
            Type = JsonSchemaType.String,
            Enum = [.. Enum.GetValues<T>().Select(v => (JsonNode)JsonValue.Create(Words.Of(v)))],
        };
}
