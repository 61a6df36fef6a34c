namespace IpStrategy.Workflow.Bpmn;

internal static class HandlerNames
{
    /// <summary>The handler's name as the host knows it: a class name as written, a delegate expression without its brackets.</summary>
    public static string? Of(string? className, string? delegateExpression) =>
        className is { Length: > 0 } ? className.Trim()
        : delegateExpression is { Length: > 0 } ? Bare(delegateExpression.Trim())
        : null;

    private static string Bare(string text) =>
        text.Length > 3 && text[0] is '$' or '#' && text[1] == '{' && text[^1] == '}' ? text[2..^1].Trim() : text;
}
