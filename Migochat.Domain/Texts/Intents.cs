namespace Migochat.Texts;

/// <summary>The subjects of a customer's message. A message can have several of them, or none.</summary>
[Flags]
public enum Intents
{
    None = 0,
    Order = 1,
    Price = 2,
    Availability = 4,
    Delivery = 8,
    Complaint = 16,
    Refusal = 32,
    Greeting = 64,
    Thanks = 128,
}
