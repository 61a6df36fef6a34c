using System.Collections.Immutable;
using IpStrategy.Workflow.Definitions;
using IpStrategy.Workflow.Validation;

namespace IpStrategy.Workflow.Bpmn;

/// <summary>Reads a BPMN 2.0 file: its executable processes, and everything that is wrong with it at once.</summary>
public static class BpmnReader
{
    public static BpmnFile Read(ReadOnlyMemory<byte> xml, BpmnReadingOptions? options = null)
    {
        var findings = new Findings();
        var root = SourceReader.Read(xml, options ?? BpmnReadingOptions.Default, findings);
        if (root is null)
        {
            return new BpmnFile([], findings.InOrder());
        }
        if (!root.IsBpmn || root.Name != "definitions")
        {
            findings.Add(Rules.NoDefinitions, root, root.Name);
            return new BpmnFile([], findings.InOrder());
        }
        var document = new BpmnDocument(root, options ?? BpmnReadingOptions.Default, findings);
        Constraints.Check(document);
        return Compile(document);
    }

    /// <summary>A file as text, whatever encoding it was written in; empty when that is none that is known.</summary>
    public static string TextOf(ReadOnlyMemory<byte> xml)
    {
        if (SourceEncoding.Detect(xml.Span).Encoding is not { } encoding)
        {
            return "";
        }
        // The mark of the byte order is of the bytes, not of the text.
        return encoding.GetString(xml.Span).TrimStart('\uFEFF');
    }

    private static BpmnFile Compile(BpmnDocument document)
    {
        // Whatever is broken, all elements are read: an author wants every finding at once.
        var context = new ReadingContext(document);
        var drafts = document.Processes.Where(IsExecutable).Select(p => ProcessReading.Read(context, p)).ToList();
        drafts.AddRange(
            document.Root.Children.Where(BpmnNames.IsGlobalTask).Select(t => ProcessReading.ReadGlobal(context, t))
        );
        if (drafts.Count == 0)
        {
            document.Findings.Add(Rules.NoExecutableProcess, document.Root);
        }
        foreach (var draft in drafts)
        {
            ExecutableElements.Check(document, draft.Compile());
        }
        // Nobody shall get hold of a process that cannot run as it was drawn.
        ImmutableArray<ProcessDefinition> processes = document.Findings.Any(d => d.PreventsExecution)
            ? []
            : [.. drafts.Select(d => d.Compile())];
        return new BpmnFile(processes, document.Findings.InOrder());
    }

    // Left out by most tools, and then meant to run: only a plain "false" says that it is a drawing.
    private static bool IsExecutable(SourceElement process) =>
        process.Attribute("isExecutable") is not ("false" or "0");
}
