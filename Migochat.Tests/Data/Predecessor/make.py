"""Writes predecessor.db: the contract's seven tables, as the predecessor's ORM makes them, with a few invented people."""
import enum
import os
from datetime import datetime, timedelta

from sqlalchemy import (Boolean, Column, DateTime, Enum, ForeignKey, Integer, String, Text, UniqueConstraint, create_engine, text)
from sqlalchemy.orm import Session, declarative_base, relationship

Base = declarative_base()


def members(name, *names):
    return enum.Enum(name, {member: member.lower() for member in names})


MessageSource = members("MessageSource", "DIRECT_MESSAGE", "POST_COMMENT", "AD_MESSAGE", "LEAD_AD", "STORY_REPLY")
PostType = members("PostType", "PRODUCT", "INFO", "AD")
LeadStage = members("LeadStage", "INTAKE", "NURTURE", "CONVERT", "QUALIFIED", "UNQUALIFIED", "LOST")
CustomerLabel = members("CustomerLabel", "HOT", "WARM", "COLD")
CustomerType = members("CustomerType", "NEW", "RETURNING", "VIP")
MessageDirection = members("MessageDirection", "INBOUND", "OUTBOUND")
MessageStatus = members("MessageStatus", "SENT", "DELIVERED", "READ", "FAILED")
Governorate = members("Governorate", *"""CAIRO GIZA ALEXANDRIA DAKAHLIA RED_SEA BEHEIRA FAYOUM GHARBIA ISMAILIA MENOFIA MINYA QALYUBIA
    NEW_VALLEY SUEZ ASWAN ASSIUT BENI_SUEF PORT_SAID DAMIETTA SHARKIA SOUTH_SINAI KAFR_EL_SHEIKH MATROUH LUXOR QENA NORTH_SINAI SOHAG""".split())


class User(Base):
    __tablename__ = "users"
    id = Column(Integer, primary_key=True, index=True)
    psid = Column(String(50), unique=True, index=True, nullable=False)
    first_name = Column(String(100))
    last_name = Column(String(100))
    profile_pic = Column(String(500))
    governorate = Column(Enum(Governorate))
    platform = Column(String(50), default="facebook")
    phone_number = Column(String(20))
    created_at = Column(DateTime, default=datetime.utcnow)
    last_message_at = Column(DateTime)
    is_active = Column(Boolean, default=True)
    lead_stage = Column(Enum(LeadStage), default=LeadStage.INTAKE)
    customer_label = Column(Enum(CustomerLabel))
    customer_type = Column(Enum(CustomerType))
    lead_score = Column(Integer, default=0)
    last_stage_change = Column(DateTime, default=datetime.utcnow)
    messages = relationship("Message", back_populates="user")


class Post(Base):
    __tablename__ = "posts"
    id = Column(Integer, primary_key=True)
    facebook_post_id = Column(String(100), unique=True, nullable=False)
    post_type = Column(Enum(PostType), nullable=False)
    post_content = Column(Text)
    post_price = Column(String(100))
    post_data = Column(Text)
    created_at = Column(DateTime, default=datetime.utcnow)
    is_active = Column(Boolean(create_constraint=True), default=True)


class AdCampaign(Base):
    __tablename__ = "ad_campaigns"
    __table_args__ = (UniqueConstraint("facebook_ad_id", name="uq_ad"),)
    id = Column(Integer, primary_key=True)
    facebook_ad_id = Column(String(100), nullable=False)
    campaign_name = Column(String(200))
    ad_content = Column(Text)
    target_audience = Column(Text)
    budget = Column(String(100))
    status = Column(String(50), default="active")
    created_at = Column(DateTime, default=datetime.utcnow)


class Message(Base):
    __tablename__ = "messages"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"), index=True)
    sender_id = Column(String(50), nullable=False)
    recipient_id = Column(String(50), nullable=False)
    message_text = Column(Text)
    direction = Column(Enum(MessageDirection, create_constraint=True), nullable=False)
    status = Column(Enum(MessageStatus), default=MessageStatus.SENT)
    timestamp = Column(DateTime, default=datetime.utcnow, index=True)
    facebook_message_id = Column(String(100), unique=True)
    message_type = Column(String(50), default="text")
    message_metadata = Column(Text)
    platform = Column(String(50), default="facebook")
    message_source = Column(Enum(MessageSource), default=MessageSource.DIRECT_MESSAGE)
    post_id = Column(Integer, ForeignKey("posts.id"))
    post_type = Column(Enum(PostType))
    ad_id = Column(Integer, ForeignKey("ad_campaigns.id"))
    comment_id = Column(String(100))
    referral_source = Column(String(200))
    user = relationship("User", back_populates="messages")


class Conversation(Base):
    __tablename__ = "conversations"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"), nullable=False)
    started_at = Column(DateTime, default=datetime.utcnow)
    last_activity = Column(DateTime, default=datetime.utcnow)
    is_active = Column(Boolean, default=True)
    message_count = Column(Integer, default=0)


class LeadActivity(Base):
    __tablename__ = "lead_activities"
    id = Column(Integer, primary_key=True)
    user_id = Column(Integer, ForeignKey("users.id"))
    activity_type = Column(String(50), nullable=False)
    old_value = Column(String(100))
    new_value = Column(String(100))
    reason = Column(Text)
    timestamp = Column(DateTime, default=datetime.utcnow)
    automated = Column(Boolean, default=False)


class AppSetting(Base):
    __tablename__ = "app_settings"
    id = Column(Integer, primary_key=True)
    key = Column(String(100), unique=True, index=True, nullable=False)
    value = Column(Text)
    category = Column(String(50))
    is_sensitive = Column(Boolean, default=False)
    description = Column(Text)
    updated_at = Column(DateTime, default=datetime.utcnow, onupdate=datetime.utcnow)
    updated_by = Column(String(100), default="admin")


DAY = datetime(2025, 11, 1, 8, 0, 0, 123456)


def at(days=0, minutes=0):
    return DAY + timedelta(days=days, minutes=minutes)


def people():
    yield User(id=1, psid="24680135791113", first_name="منى", last_name="عادل", governorate=Governorate.RED_SEA, created_at=at(), last_stage_change=at(1),
               last_message_at=at(2), lead_stage=LeadStage.NURTURE, customer_label=CustomerLabel.WARM, customer_type=CustomerType.NEW, lead_score=42)
    yield User(id=2, psid="17841400000000042", platform="instagram", first_name="Salma", created_at=at(), last_stage_change=at())
    yield User(id=5, psid="+201001234567", platform="whatsapp", first_name="Omar", created_at=at(1), last_stage_change=at(1))
    yield User(id=7, psid="201001234567", platform="whatsapp", phone_number="0100 123-4567", created_at=at(3), last_stage_change=at(3), is_active=False)
    yield User(id=8, psid="EG.1234567890", platform="whatsapp", phone_number="ask Omar", created_at=at(3), last_stage_change=at(3))
    yield User(id=9, psid="lead_555000111", phone_number="00201223334445", created_at=at(4), last_stage_change=at(4), lead_stage=LeadStage.LOST)


def messages():
    page, whatsapp = "100200300", "106540352242922"
    yield Message(id=10, user_id=1, sender_id="24680135791113", recipient_id=page, message_text="بكام؟ 🙂", direction=MessageDirection.INBOUND, timestamp=at(0, 1),
                  facebook_message_id="m_a2", message_source=MessageSource.AD_MESSAGE, ad_id=4, referral_source="ADS", message_metadata='{"ctwa_clid":"abc"}')
    yield Message(id=11, user_id=1, sender_id=page, recipient_id="24680135791113", message_text="250", direction=MessageDirection.OUTBOUND, timestamp=at(0, 5),
                  status=MessageStatus.READ, facebook_message_id="m_a3")
    yield Message(id=12, user_id=1, sender_id="24680135791113", recipient_id=page, message_text="تمام", direction=MessageDirection.INBOUND, timestamp=at(0, 9),
                  message_source=MessageSource.POST_COMMENT, post_id=3, post_type=PostType.PRODUCT, comment_id="3_77", facebook_message_id="m_a1")
    yield Message(id=13, user_id=1, sender_id="24680135791113", recipient_id=page, direction=MessageDirection.INBOUND, timestamp=at(5), message_type="image",
                  message_metadata="no json", facebook_message_id="m_a4")
    yield Message(id=20, user_id=5, sender_id="201001234567", recipient_id=whatsapp, message_text="hello", direction=MessageDirection.INBOUND, timestamp=at(1, 1),
                  platform="whatsapp", facebook_message_id="wamid.B")
    yield Message(id=21, user_id=5, sender_id="201001234567", recipient_id=whatsapp, message_text="there", direction=MessageDirection.INBOUND, timestamp=at(1, 1),
                  platform="whatsapp", facebook_message_id="wamid.A", message_source=MessageSource.STORY_REPLY)
    yield Message(id=30, user_id=None, sender_id="unknown", recipient_id=page, message_text="an author-less comment", direction=MessageDirection.INBOUND, timestamp=at(6))


def everything():
    yield Post(id=3, facebook_post_id="100200300_3", post_type=PostType.PRODUCT, post_content="عباية جديدة", post_price="250 EGP", post_data='{"sku": "A1"}', created_at=at(-9))
    yield AdCampaign(id=4, facebook_ad_id="120210000000000004", campaign_name="Winter", target_audience='{"age": [18, 40]}', budget="500", created_at=at(-8))
    yield AppSetting(id=2, key="lead_scoring_threshold", value="75", category="ai", updated_at=at(-7))
    yield AppSetting(id=3, key="gemini_api_key", value="invented-key", category="ai", is_sensitive=True, updated_at=at(-7), updated_by="nadia")
    yield from people()
    yield from messages()
    yield Conversation(id=1, user_id=1, started_at=at(0, 1), last_activity=at(0, 9), message_count=3)
    yield Conversation(id=2, user_id=1, started_at=at(5), last_activity=at(5), message_count=1)
    yield Conversation(id=3, user_id=5, started_at=at(1, 1), last_activity=at(1, 1), message_count=2, is_active=False)
    yield LeadActivity(id=6, user_id=1, activity_type="stage_change", old_value="intake", new_value="nurture", reason="asked the price", timestamp=at(1), automated=True)
    yield LeadActivity(id=7, user_id=9, activity_type="note", reason="called", timestamp=at(4))


# What hands and older versions left behind.
BY_HAND = [
    "INSERT INTO users (id, psid, lead_stage, governorate, created_at) VALUES (12, 'no-defaults', 'qualified', 'Cairo', '2025-11-03T10:00:00+02:00')",
    "INSERT INTO users (id, psid, last_message_at) VALUES (13, 'no-times-but-one', '2025-11-04 07:00:00Z')",
    "INSERT INTO messages (id, user_id, sender_id, recipient_id, direction) VALUES (40, 13, 'no-times-but-one', '100200300', 'INBOUND')",
    "INSERT INTO lead_activities (id, user_id, activity_type, timestamp, automated) VALUES (8, 12, 'note', '2025-11-03 10:00:00', 'true')",
    "INSERT INTO conversations (id, user_id, last_activity) VALUES (9, 12, '2025-11-03 10:00:00.5')",
    "INSERT INTO app_settings (id, \"key\") VALUES (5, 'public_base_url')",
]

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "predecessor.db")
if os.path.exists(path):
    os.remove(path)
engine = create_engine("sqlite:///" + path)
Base.metadata.create_all(engine)
with Session(engine) as session:
    session.add_all(everything())
    session.commit()
    for statement in BY_HAND:
        session.execute(text(statement))
    session.commit()
