namespace Migochat.Texts;

/// <summary>What a customer's message is about. A message can be about several things, or about nothing that concerns a sale.</summary>
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
