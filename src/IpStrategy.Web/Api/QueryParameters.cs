using System.Text.Json.Nodes;
using IpStrategy.Application;
using IpStrategy.Domain.Calendar;
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

    /// <param name="choices">The values this endpoint takes, where it has its own.</param>
    public static OpenApiParameter Describe(string name, QueryChoices? choices)
    {
        var (text, usual) = name switch
        {
            "pageSize" => ("Entries a page.", Number(1, QueryReader.LargestPageSize, QueryReader.DefaultPageSize)),
            "after" => ("The `next` of the page before.", Text()),
            "scope" => ("Whose work items.", Text()),
            "state" => ("Those in this state.", Text()),
            "status" => ("State of the assignment.", Text()),
            "light" => ("Status light.", OneOf(Enum.GetValues<StatusLight>().Select(Words.Of))),
            "sort" => ("Order of the list; a minus turns it round.", Text()),
            "section" => ("Number of the section.", Number(0, null, null)),
            "agency" => ("Agency code.", Text()),
            "dueFrom" => ("First day it may be due on.", Day()),
            "dueTo" => ("Last day it may be due on.", Day()),
            "process" => ("Id of the process, as in its diagram.", Text()),
            "q" => ("Words to look for: number, text, or a body that takes part.", Text()),
            "step" => ("Step of the process.", Text()),
            "assignment" => ("Id of the assignment.", Text()),
            "undertaking" => ("Id of the undertaking; left out = the first.", Text()),
            _ => OfProcesses(name),
        };
        return new OpenApiParameter
        {
            Name = name,
            In = ParameterLocation.Query,
            Description = text,
            Schema = choices is null ? usual : OneOf(choices.Values),
        };
    }

    private static (string Text, OpenApiSchema Usual) OfProcesses(string name) =>
        name switch
        {
            "version" => ("Version of the definition.", Number(1, null, null)),
            "versions" => ("The newest of each process, or all.", Text()),
            "businessKey" => ("Business key of the instance.", Text()),
            "instance" => ("Id of the process instance.", Text()),
            "code" => ("Code of the incident.", Text()),
            "reason" => ("Why, for the history.", Text()),
            "dryRun" => ("True: only says what would happen.", new() { Type = JsonSchemaType.Boolean }),
            "on" => ("The day that validity is asked for; left out = today.", Day()),
            "standing" => ("Those that stand on the day, those that do not, or all.", Text()),
            "kind" => ("What sort of body it is.", Text()),
            "from" => ("First day.", Day()),
            "to" => ("Last day.", Day()),
            "format" => ("Kind of file.", Text()),
            "content" => ("The agencies, or the groups of them.", Text()),
            _ => (name, Text()),
        };

    private static OpenApiSchema Text() => new() { Type = JsonSchemaType.String };

    private static OpenApiSchema Number(int least, int? most, int? standard) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Minimum = least.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Maximum = most?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Default = standard is { } value ? JsonValue.Create(value) : null,
        };

    private static OpenApiSchema Day() => new() { Type = JsonSchemaType.String, Format = "date" };

    private static OpenApiSchema OneOf(IEnumerable<string> values) =>
        new() { Type = JsonSchemaType.String, Enum = [.. values.Select(v => (JsonNode)JsonValue.Create(v))] };
}
