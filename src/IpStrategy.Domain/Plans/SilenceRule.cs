namespace IpStrategy.Domain.Plans;

/// <summary>逾期不反馈: what an agency's silence means once its date has passed and its leader was reminded. The office chooses.</summary>
public enum SilenceRule
{
    StayOpen,

    /// <summary>视为同意, shown as that and never as a person's act.</summary>
    DeemConcurrence,
}
