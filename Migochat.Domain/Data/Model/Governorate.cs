namespace Migochat.Data;

/// <summary>The 27 governorates of Egypt.</summary>
public enum Governorate
{
    Cairo,
    Giza,
    Alexandria,
    Dakahlia,
    RedSea,
    Beheira,
    Fayoum,
    Gharbia,
    Ismailia,
    Menofia,
    Minya,
    Qalyubia,
    NewValley,
    Suez,
    Aswan,
    Assiut,
    BeniSuef,
    PortSaid,
    Damietta,
    Sharkia,
    SouthSinai,
    KafrElSheikh,
    Matrouh,
    Luxor,
    Qena,
    NorthSinai,
    Sohag,
}
