using System.Globalization;
using IpStrategy.Domain.Notices;

namespace IpStrategy.Cli.Notices;

/// <summary>The plan draft for people: assignments by section, doubts in full, automatic decisions as counts.</summary>
internal static class NoticeText
{
    public static void Write(NoticeDraft draft, CultureInfo culture, TextWriter output)
    {
        var unknown = NoticeTexts.Format("Unknown");
        output.WriteLine(
            NoticeTexts.Format(
                "Summary",
                draft.Title ?? unknown,
                draft.Issuer ?? unknown,
                draft.DocumentNumber ?? "",
                draft.Date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? unknown,
                draft.Assignments.Length
            )
        );
        foreach (var group in draft.Assignments.GroupBy(assignment => assignment.Section))
        {
            output.WriteLine();
            WriteSection(draft.Sections.FirstOrDefault(section => section.Number == group.Key), output);
            foreach (var assignment in group)
            {
                WriteAssignment(assignment, output);
            }
        }

        WriteDiagnostics(draft, culture, output);
    }

    private static void WriteSection(DraftSection? section, TextWriter output)
    {
        if (section is not null)
        {
            output.WriteLine($"{section.Label}、{section.Title}");
        }
    }

    private static void WriteAssignment(DraftAssignment assignment, TextWriter output)
    {
        output.WriteLine($"  {assignment.Number}. {assignment.Text}");
        var basis = assignment.LeadBasis == LeadBasis.Inferred ? NoticeTexts.Format("Inferred") : "";
        WriteLine("Leads", assignment.Leads.Select(party => party.Name + basis), output);
        WriteLine("CoResponsible", assignment.CoResponsible.Select(party => party.Name), output);
        WriteLine("Others", assignment.Others.Select(other => other.Party), output);
        WriteLine("Deadlines", assignment.Deadlines.Select(deadline => deadline.Text), output);
        WriteLine(
            "Targets",
            assignment.Targets.Select(target => $"{target.Quantity:0.##}{target.Unit}{target.What}"),
            output
        );
        WriteLine("Deliverables", assignment.Deliverables.Select(deliverable => deliverable.Text), output);
    }

    private static void WriteLine(string key, IEnumerable<string> values, TextWriter output)
    {
        var line = string.Join('、', values);
        if (line.Length > 0)
        {
            output.WriteLine($"     {NoticeTexts.Format(key)}: {line}");
        }
    }

    private static void WriteDiagnostics(NoticeDraft draft, CultureInfo culture, TextWriter output)
    {
        output.WriteLine();
        output.WriteLine(NoticeTexts.Format("Diagnostics"));
        foreach (
            var diagnostic in draft.Diagnostics.Where(diagnostic => diagnostic.Severity != NoticeSeverity.Information)
        )
        {
            var place = $"{diagnostic.Line}:{diagnostic.Column}";
            var severity = NoticeTexts.Format(diagnostic.Severity.ToString());
            output.WriteLine($"  {place} {severity} {diagnostic.Code} {NoticeMessages.Format(diagnostic, culture)}");
        }

        foreach (
            var code in draft
                .Diagnostics.Where(diagnostic => diagnostic.Severity == NoticeSeverity.Information)
                .CountBy(diagnostic => diagnostic.Code)
        )
        {
            output.WriteLine("  " + NoticeTexts.Format("InformationCount", code.Key, code.Value));
        }
    }
}
