using IpStrategy.Workflow.Execution;

namespace IpStrategy.Workflow.Scenarios;

/// <summary>A refusal as the author of a process reads it: its name is a sentence, its facts say where.</summary>
internal static class RefusalWords
{
    public static string Of(Refusal refusal)
    {
        var sentence = refusal.Code.Replace('_', ' ').ToLowerInvariant();
        var facts = Facts(refusal);
        return facts.Length == 0 ? $"{sentence} [{refusal.Code}]" : $"{sentence}: {facts} [{refusal.Code}]";
    }

    private static string Facts(Refusal refusal) =>
        refusal is CourseRefusal { Detail: var detail, ElementId: var element }
            ? $"{element}: {detail}".TrimEnd(' ', ':')
            : Inside(refusal.ToString()!);

    // What a record says of itself is its name and its facts in brackets; its code is one more of them.
    private static string Inside(string text)
    {
        var (open, close) = (text.IndexOf('{', StringComparison.Ordinal), text.LastIndexOf('}'));
        return open < 0 || close < open
            ? text
            : string.Join(
                ", ",
                text[(open + 1)..close]
                    .Split(", ")
                    .Select(f => f.Trim())
                    .Where(f => f.Length > 0 && !f.StartsWith("Code = ", StringComparison.Ordinal))
            );
    }
}
