using IpStrategy.Workflow.Bpmn;

namespace IpStrategy.Workflow.Validation;

/// <summary>What tasks exchange by messages, and what a call activity hands over (BPMN 2.0.2 §10.3.3, §10.3.6).</summary>
internal static class ServiceChecks
{
    private static readonly string[] Kinds = ["dataInput", "dataOutput", "inputSet", "outputSet"];

    public static void Check(BpmnDocument document)
    {
        foreach (var task in document.All("serviceTask").Where(t => t.Attribute("operationRef") is not null))
        {
            var operation = document.Resolve(task, task.Attribute("operationRef"), "operation");
            CheckCounts(document, task, Kinds);
            CheckItem(document, task, "dataInput", Message(document, operation, "inMessageRef"));
            CheckItem(document, task, "dataOutput", Message(document, operation, "outMessageRef"));
        }
        // "The following constraints apply when the Receive Task references a Message", and likewise what is sent.
        foreach (var task in document.All("sendTask").Where(HasMessage))
        {
            CheckCounts(document, task, ["inputSet", "dataInput"]);
            CheckItem(document, task, "dataInput", document.Resolve(task, task.Attribute("messageRef"), "message"));
        }
        foreach (var task in document.All("receiveTask").Where(HasMessage))
        {
            CheckCounts(document, task, ["outputSet", "dataOutput"]);
            CheckItem(document, task, "dataOutput", document.Resolve(task, task.Attribute("messageRef"), "message"));
        }
        foreach (var call in document.All("callActivity"))
        {
            CheckCall(document, call);
        }
    }

    private static bool HasMessage(SourceElement task) => task.Attribute("messageRef") is { Length: > 0 };

    private static SourceElement? Message(BpmnDocument document, SourceElement? operation, string reference) =>
        operation?.FirstModel(reference) is { } written
            ? document.Resolve(written, written.Text.Trim(), "message")
            : null;

    private static void CheckCounts(BpmnDocument document, SourceElement task, string[] kinds)
    {
        foreach (var kind in kinds)
        {
            var found = task.FirstModel("ioSpecification")?.Model(kind).Skip(1).FirstOrDefault();
            if (found is not null)
            {
                document.Findings.Add(Rules.ServiceData, found, document.IdOf(task), task.Name, $"several <{kind}>");
            }
        }
    }

    private static void CheckItem(BpmnDocument document, SourceElement task, string kind, SourceElement? message)
    {
        var data = task.FirstModel("ioSpecification")?.FirstModel(kind);
        var carried = data is null ? null : document.Resolve(data, data.Attribute("itemSubjectRef"), "itemDefinition");
        var sent = message is null ? null : document.Resolve(message, message.Attribute("itemRef"), "itemDefinition");
        if (!DataChecks.AreEquivalent(carried, sent))
        {
            document.Findings.Add(Rules.MessageItemDiffers, data!, document.IdOf(task), task.Name);
        }
    }

    // "The elements contained in the Call Activity's InputOutputSpecification MUST exactly match the elements contained in
    // the referenced CallableElement."
    private static void CheckCall(BpmnDocument document, SourceElement call)
    {
        var reference = call.Attribute("calledElement");
        if (string.IsNullOrEmpty(reference) || document.Resolve(call, reference).Element is not { } called)
        {
            return;
        }
        var (own, other) = (call.FirstModel("ioSpecification"), called.FirstModel("ioSpecification"));
        if (Array.Exists(Kinds, k => Items(document, own, k) != Items(document, other, k)))
        {
            document.Findings.Add(Rules.CalledDataDiffers, call, document.IdOf(call), document.IdOf(called));
        }
    }

    // The number of each kind, and of data what it is, where it says so.
    private static string Items(BpmnDocument document, SourceElement? specification, string kind)
    {
        var items = (specification?.Model(kind) ?? []).Select(e =>
            document.Resolve(e, e.Attribute("itemSubjectRef"), "itemDefinition")?.Id ?? ""
        );
        return string.Join('|', items.Order(StringComparer.Ordinal).Select(i => $"<{i}>"));
    }
}
